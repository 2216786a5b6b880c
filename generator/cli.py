"""The command line: `relationship-reset check`."""

import sys
from pathlib import Path

import click

from generator import guide, menu, pages, readability
from generator.problems import GuideError


@click.group()
@click.version_option(package_name="relationship-reset")
def main() -> None:
    """Look after a guide written in YAML."""


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
def check(folder: Path) -> None:
    """Find every problem in the guide below FOLDER (the current folder if none is given)."""
    try:
        whole = guide.load(folder)
        pages.strings()
        if found := [*menu.problems(whole, folder), *readability.problems(whole)]:
            raise GuideError(found)
    except GuideError as error:
        click.echo(error, err=True)
        sys.exit(1)
    click.echo(f"{len(whole.places)} pages, {len(whole.items)} addresses: no problem found.")
