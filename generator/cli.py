"""The command line: `relationship-reset check`."""

import sys
from pathlib import Path

import click

from generator import guide, menu, pages, readability, theme
from generator.guide import Guide
from generator.problems import GuideError, Problem


@click.group()
@click.version_option(package_name="relationship-reset")
def main() -> None:
    """Look after a guide written in YAML."""


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
def check(folder: Path) -> None:
    """Find every problem in the guide below FOLDER (the current folder if none is given)."""
    try:
        whole = _checked(folder)
    except GuideError as error:
        click.echo(error, err=True)
        sys.exit(1)
    click.echo(f"{len(whole.places)} pages, {len(whole.items)} addresses: no problem found.")


def _checked(folder: Path) -> Guide:
    """Return the guide below a folder, rendered once on trial. Raises GuideError with whatever is wrong."""
    whole, words = guide.load(folder), pages.strings()
    found = [*menu.problems(whole, folder), *theme.problems(whole, words, folder), *readability.problems(whole)]
    if not whole.places:
        found.append(Problem(str(folder), 1, 1, "no guide here: no file docs/**/*.yml or worksheets/*.yml"))
    if found:
        raise GuideError(found)
    pages.render(whole, words)
    return whole
