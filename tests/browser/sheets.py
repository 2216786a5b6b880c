"""Filling in worksheets and reading what is printed, for any worksheet."""

import io
import re
import unicodedata

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from generator import guide
from tests.conftest import ROOT

SAVED = "Saved on this device"
SHEETS = [sheet.id for sheet in guide.load(ROOT).sheets()]

Answers = dict[str, str]

FILL = """long => {
  const form = document.querySelector("#rr-sheet");
  let count = 0;
  for (const control of form.elements) {
    if (!control.name || control.type === "hidden" || control.localName === "button") continue;
    const token = `kq${count += 1}z`;
    if (control.localName === "textarea") {
      const more = long && count <= 40 ? Array.from({length: 200}, (_, i) => ` ${token}w${i}`) : [];
      control.value = token + more.join("");
    } else if (control.type === "date") control.value = "2027-03-14";
    else if (control.type === "radio" || control.type === "checkbox") control.checked = true;
    else control.value = token;
    control.dispatchEvent(new Event("input", {bubbles: true}));
    control.dispatchEvent(new Event("change", {bubbles: true}));
  }
}"""

READ = """() => Object.fromEntries([...document.querySelector("#rr-sheet").elements]
  .filter(one => one.name && one.localName !== "button")
  .map((one, at) => [`${one.name}@${at}`, ["radio", "checkbox"].includes(one.type) ? `${one.checked}` : one.value]))
"""


def fill(page: Page, *, long: bool = False) -> Answers:
    """Give every control an answer of its own, as events from a reader would, and wait until it is saved."""
    page.evaluate(FILL, long)
    expect(page.locator("rr-sheet .rr-status")).to_have_text(SAVED)
    settled(page)
    return read(page)


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
    page.wait_for_function("!document.querySelector('rr-sheet').keeper.pending")


def read(page: Page) -> Answers:
    """Return the value of every control by its name and place."""
    found: Answers = page.evaluate(READ)
    return found


def ready(page: Page) -> Page:
    """Wait until a worksheet's own answers are loaded and its tools are there."""
    expect(page.locator("rr-sheet button").first).to_be_visible()
    page.wait_for_function("document.querySelector('#rr-sheet').dataset.ready === 'yes'")
    return page


def pdf(page: Page, paper: str) -> PdfReader:
    """Print the page as it is on A4 or Letter."""
    return PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False)))


def words(document: PdfReader) -> str:
    """Return a document's text with all white space as single spaces and no ligatures, which fonts bring or not."""
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in document.pages))
    return re.sub("[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKC", sign[0]), text)
