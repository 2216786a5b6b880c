"""`python -m generator` is the same as the `relationship-reset` command."""

from generator.cli import main

main()
