"""The command line: `relationship-reset check` and `relationship-reset pdf`."""

import sys
from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError

from generator import editions, guide, menu, packet, pages, paper, press, readability, references, settings, theme
from generator.editions import SIZES, Edition, Form, Size
from generator.guide import Guide
from generator.model import AUDIENCES, Audience
from generator.paper import Desk, Document, PrintingError
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


@main.command()
@click.argument("what", nargs=-1, required=True)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write."
)
@click.option("--for", "audience", type=click.Choice(AUDIENCES), default="couple", show_default=True)
@click.option("--form", type=click.Choice(get_args(Form)), default=None, help="Blank, or cards, if left out.")
@click.option("--paper", "size", type=click.Choice(SIZES), default="a4", show_default=True)
@click.option("--title", default="", help="What stands on the cover of a packet.")
@click.option("--summary", default="", help="One sentence below it.")
@click.option("--people", type=click.IntRange(1, 12), default=2, show_default=True, help="For how many a packet is.")
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project."
)
def pdf(  # one for each option
    what: tuple[str, ...],
    output: Path,
    audience: Audience,
    form: Form | None,
    size: Size,
    title: str,
    summary: str,
    people: int,
    folder: Path,
) -> None:
    """Write a PDF of WHAT: a worksheet, packet or deck; or several worksheets and sections as one packet.

    A section is named as page#section. A worksheet that everyone fills in alone comes once for each person.
    """
    try:
        whole, words = guide.load(folder), pages.strings()
        desk = Desk(whole, words, settings.site_url(folder))
        if len(what) == 1 and not title and what[0] in whole.places:
            document = _one(desk, what[0], audience, form, size)
        else:
            wrong = [reason for ref in what if (reason := references.unprintable(ref, whole.items))]
            if wrong:
                raise click.ClickException("\n".join(wrong))
            own = packet.own(title or words["packet"], summary or words["packet_own"], people, list(what))
            document = desk.document(own, audience, form or "blank", size)
        output.write_bytes(press.make(document))
    except (GuideError, PrintingError) as error:
        raise click.ClickException(str(error)) from None
    except ValidationError as error:
        raise click.ClickException("; ".join(detail["msg"] for detail in error.errors())) from None
    click.echo(f"{output} is written.")


def _one(desk: Desk, page: str, audience: Audience, form: Form | None, size: Size) -> Document:
    """Return one page's edition. Raises ClickException where there is no such one."""
    known = list(editions.editions(desk.guide.places[page].page))
    wanted = Edition(page, audience, form or (known[0].form if known else "blank"), size)
    if wanted not in known:
        forms = ", ".join(dict.fromkeys(f"{one.form} for {one.audience}" for one in known)) or "none"
        raise click.ClickException(f"there is no such PDF of '{page}'; there are: {forms}")
    return desk.edition(wanted)


def _checked(folder: Path) -> Guide:
    """Return the guide below a folder, rendered once on trial. Raises GuideError with whatever is wrong."""
    whole, words = guide.load(folder), pages.strings()
    found = [
        *menu.problems(whole, folder),
        *theme.problems(whole, words, folder),
        *readability.problems(whole),
        *paper.problems(whole),
    ]
    if not whole.places:
        found.append(Problem(str(folder), 1, 1, "no guide here: no file docs/**/*.yml or worksheets/*.yml"))
    if found:
        raise GuideError(found)
    pages.render(whole, words)
    return whole
