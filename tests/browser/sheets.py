"""Filling in worksheets and reading what is printed, for any worksheet."""

import re
import unicodedata
from typing import Any

import pypdfium2
from playwright.sync_api import Page, expect
from pypdfium2 import raw

from relationship_reset.guide import loader
from tests.answers import Answers, answers
from tests.conftest import ROOT

SAVED = "Saved on this device"
WHOLE = loader.load(ROOT)
SHEETS = {sheet.id: sheet for sheet in WHOLE.sheets()}

FILL = """given => {
  const form = document.querySelector("#rr-sheet");
  const lacking = [];
  for (const [name, answer] of Object.entries(given)) {
    const found = [form.elements.namedItem(name) ?? []].flatMap(one => one instanceof RadioNodeList ? [...one] : [one]);
    for (const control of found) {
      const box = control.type === "radio" || control.type === "checkbox";
      if (box) control.checked = [answer].flat().includes(control.value);
      else control.value = answer;
      control.dispatchEvent(new Event("input", {bubbles: true}));
      control.dispatchEvent(new Event("change", {bubbles: true}));
    }
    if (!found.length) lacking.push(name);
  }
  return lacking;
}"""

READ = """given => Object.fromEntries(Object.entries(given).map(([name, answer]) => {
  const found = new FormData(document.querySelector("#rr-sheet")).getAll(name);
  return [name, Array.isArray(answer) ? found : found[0] ?? ""];
}))"""


def fill(page: Page, sheet: str, *, long: bool = False) -> Answers:
    """Give every control of a worksheet an answer made from its YAML, and wait until all are saved."""
    given = answers(WHOLE, SHEETS[sheet], long=long)
    assert page.evaluate(FILL, given) == [], "controls that the YAML asks for are not on the page"
    saved(page)
    return given


SETTLED = """async () => {
  const form = document.querySelector("#rr-sheet");
  const wait = request => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = () => bad(request.error);
  });
  const database = await wait(indexedDB.open("relationship-reset"));
  const kept = () => wait(database.transaction("copies").objectStore("copies").get(form.dataset.sheet));
  const same = draft => {
    const data = new FormData(form);
    const brought = ({type, defaultValue, value}) => type === "text" && defaultValue === value;
    const names = [...new Set(data.keys())].filter(name => data.get(name) && !brought(form.elements[name]));
    return draft && names.every(name => [draft.answers[name]].flat().join() === [...new Set(data.getAll(name))].join());
  };
  for (const end = Date.now() + 20_000; !same(await kept());) {
    if (Date.now() > end) throw new Error("the answers were never saved");
    await new Promise(requestAnimationFrame);
  }
  database.close();
}"""


def settled(page: Page) -> None:
    """Wait until what was written last is in the database."""
    page.evaluate(SETTLED)


def saved(page: Page) -> None:
    """Wait until nothing written here is waiting to be saved, whichever copy and whoever's turn it is."""
    page.wait_for_function("() => !document.querySelector('rr-sheet').autosave.pending")


def read(page: Page, given: Answers) -> Answers:
    """Return what the controls hold that answers were given to."""
    found: Answers = page.evaluate(READ, given)
    order = {name: answer for name, answer in given.items() if isinstance(answer, list)}
    return found | {name: sorted(found[name], key=answer.index) for name, answer in order.items()}


def ready(page: Page) -> Page:
    """Wait until a worksheet's own answers are loaded and its tools are there."""
    expect(page.locator("rr-sheet button").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('#rr-sheet').dataset.ready === 'yes'")
    return page


def printed_pages(page: Page, **options: Any) -> list[str]:
    """Print the page as it is; return the text of each sheet of paper, as PDFium reads it in Chrome."""
    document = pypdfium2.PdfDocument(page.pdf(**options))
    return [_text(leaf.get_textpage()) for leaf in document]


def _text(text: pypdfium2.PdfTextPage) -> str:
    """Return the signs of a page in order, with a line break or a space where there is one between two.

    PDFium's own take a few words beside lines to write on for a column of letters.
    """
    found: list[str] = []
    end, base, space = 0.0, 0.0, False
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text.raw, at):
            space = chr(raw.FPDFText_GetUnicode(text.raw, at)) == " "
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        height = top - bottom
        if abs(bottom - base) > height / 2 or left < end - height:
            found.append("\n")
        elif space or left - end > height / 10:
            found.append(" ")
        found.append(chr(raw.FPDFText_GetUnicode(text.raw, at)))
        end, base, space = right, bottom, False
    return "".join(found)


def pdf(page: Page, paper: str) -> list[str]:
    """Print the page as it is on A4 or Letter; return the text of each sheet of paper."""
    return printed_pages(page, format=paper, prefer_css_page_size=False)


def words(leaves: list[str]) -> str:
    """Return the text of sheets of paper with single spaces and no ligatures, which fonts bring or not."""
    text = re.sub(r"\s+", " ", " ".join(leaves))
    return re.sub("[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
