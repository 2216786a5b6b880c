"""The command line: `relationship-reset check`, `relationship-reset addresses` and `relationship-reset pdf`."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError

from relationship_reset import checks
from relationship_reset.checks import contact_age
from relationship_reset.core import mkdocs_config
from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.guide import addresses, loader, references
from relationship_reset.guide.guide import Guide
from relationship_reset.html import environment, render
from relationship_reset.html.site import Site
from relationship_reset.model import editions
from relationship_reset.model.base import AUDIENCES, Audience, Page
from relationship_reset.model.editions import SIZES, Edition, Form, Size
from relationship_reset.model.packet import Packet, custom_packet
from relationship_reset.pdf import build
from relationship_reset.pdf.documents import Document, PdfContext, PrintingError


@click.group()
@click.version_option(package_name="relationship-reset")
def main() -> None:
    """Look after a guide written in YAML."""


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check as on that day, to see which contacts are due.")
def check(folder: Path, today: datetime | None) -> None:
    """Find every problem in the guide below FOLDER (the current folder if none is given).

    Contacts that will soon be too old are named too, and are no problem yet.
    """
    day = today.date() if today else date.today()  # the author's own day
    try:
        whole = _checked(folder, day)
    except GuideError as error:
        click.echo(error, err=True)
        sys.exit(1)
    for notice in contact_age.due(whole, day):
        click.echo(f"{notice}\n", err=True)
    click.echo(f"{len(whole.places)} pages, {len(whole.items)} addresses: no problem found.")


@main.command("addresses")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
def publish(folder: Path) -> None:
    """Write the addresses that are new into the list of those that never break, addresses.txt in FOLDER.

    Nothing is written while an address of the list is gone.
    """
    try:
        whole = addresses.load(folder)
        if found := list(addresses.problems(whole, folder, complete=False)):
            raise GuideError(found)
        click.echo(f"{addresses.FILE}: {addresses.write_missing(whole, folder)} added.")
    except GuideError as error:
        click.echo(error, err=True)
        sys.exit(1)


@main.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file.")
@click.option("--for", "audience", type=click.Choice(AUDIENCES), default="couple", show_default=True)
@click.option("--form", type=click.Choice(get_args(Form)), default=None, help="Blank, or cards, if left out.")
@click.option("--paper", "size", type=click.Choice(SIZES), default="a4", show_default=True)
@click.option("--title", default="", help="What stands on the cover of a packet of your own.")
@click.option("--summary", default="", help="One sentence below it.")
@click.option("--people", type=click.IntRange(1, 12), help="For how many a packet is; 2 if left out.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The guide.")
def pdf(  # one parameter for each option
    what: tuple[str, ...],
    output: Path,
    audience: Audience,
    form: Form | None,
    size: Size,
    title: str,
    summary: str,
    people: int | None,
    folder: Path,
) -> None:
    """Write a PDF of WHAT: a worksheet, packet or deck; or several worksheets and sections as one packet.

    A section is named as page#section. A worksheet that everyone fills in alone comes once for each person.
    """
    try:
        context = PdfContext(loader.load(folder), environment.load_strings(), mkdocs_config.site_url(folder))
        found = context.guide.places.get(what[0])
        if len(what) == 1 and found and not (title or summary or people):
            document = _one(context, found.page, audience, form, size)
        elif form in {"cards", "cards-two-sided"}:
            raise click.ClickException("only a deck comes as cards, and only by itself")
        else:
            packet = _packet(context, what, title, summary, people)
            document = context.document(packet, audience, form or "blank", size)
            if not document.data["parts"]:
                raise click.ClickException(f"nothing of this is for {audience}")
        output.write_bytes(build.make(document))
    except (GuideError, PrintingError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{output} is written.")


def _packet(context: PdfContext, what: tuple[str, ...], title: str, summary: str, people: int | None) -> Packet:
    """Return a packet of the guide for as many people, or one of one's own. Raises ClickException if it cannot be."""
    first = context.guide.items.get(what[0])
    if len(what) == 1 and isinstance(first, Packet):
        wanted = {"title": title, "summary": summary, "people": people}
        return first.model_copy(update={name: value for name, value in wanted.items() if value})
    if wrong := [reason for ref in what if (reason := references.unprintable(ref, context.guide.items))]:
        raise click.ClickException("\n".join(wrong))
    try:
        return custom_packet(
            title or context.strings["packet"], summary or context.strings["packet_own"], people or 2, list(what)
        )
    except ValidationError as error:
        said = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise click.ClickException("\n".join(said)) from None


def _one(context: PdfContext, page: Page, audience: Audience, form: Form | None, size: Size) -> Document:
    """Return one page's edition. Raises ClickException where there is no such one."""
    known = list(editions.editions(page))
    wanted = Edition(page.id, audience, form or (known[0].form if known else "blank"), size)
    if wanted not in known:
        forms = ", ".join(dict.fromkeys(f"{one.form} for {one.audience}" for one in known)) or "none"
        raise click.ClickException(f"there is no such PDF of '{page.id}'; there are: {forms}")
    return context.edition(wanted)


def _checked(folder: Path, today: date) -> Guide:
    """Return the guide below a folder, rendered once on trial. Raises GuideError with whatever is wrong on that day."""
    whole, words = addresses.load(folder), environment.load_strings()
    found = checks.problems(whole, words, folder, today=today)
    if not whole.places:
        found.append(Problem(str(folder), 1, 1, "no guide here: no file docs/**/*.yml or worksheets/*.yml"))
    if found:
        raise GuideError(found)
    render.render(Site(whole, words))
    return whole
