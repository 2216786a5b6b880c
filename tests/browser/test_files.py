"""Answers leave as a file, a link or a sealed envelope, and come back only when the reader says so."""

import json
import os
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import READY, Visit
from tests.browser.sheets import ready, saved
from tests.browser.test_lock import lock, unlock
from tests.conftest import ROOT
from tests.test_envelope import decrypted, encrypted, packed

SHEET = "worksheets/every-field/"
ALONE = "worksheets/alone/"
WORDS = "copper lantern seven quiet rivers"
PAYLOADS: list[str] = yaml.safe_load((ROOT / "tests" / "payloads.yml").read_text(encoding="utf-8"))
WATCH = "window.ran = 0; window.bad = () => { window.ran += 1; };"
"""What the payloads would call is there, and counts."""
COPIES = """async store => {
  const wait = request => new Promise((good, bad) => Object.assign(request, {
    onsuccess: () => good(request.result), onerror: () => bad(request.error)}));
  const database = await wait(indexedDB.open("relationship-reset"));
  const all = await wait(database.transaction(store).objectStore(store).getAll());
  database.close();
  return all;
}"""


def copies(page: Page, store: str = "copies") -> list[dict[str, object]]:
    """Return every copy that is kept, or every earlier version."""
    found: list[dict[str, object]] = page.evaluate(COPIES, store)
    return found


def open_files(page: Page) -> Locator:
    """Open what a sheet offers for files and links."""
    files = page.locator("rr-transfer")
    files.get_by_text("Save, share or bring in answers").click()
    return files


def type_words(dialog: Locator, words: str = WORDS) -> None:
    for field in dialog.locator("[data-secret]").all():
        field.fill(words)


def test_a_file_goes_out_and_comes_back_and_nothing_changes_before_the_reader_says_so(
    small_visit: Visit, tmp_path: Path
) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("the first words")
    saved(page)
    files, dialog = open_files(page), page.locator("[data-talk=give]")
    files.get_by_role("button", name="Save this sheet as a file").click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save the file").click()
    assert re.fullmatch(r"relationship-reset-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    kept = json.loads(download.value.path().read_text("utf-8"))
    (own,) = kept["worksheets"]
    assert (own["worksheet"], own["answers"]["short"]) == ("every-field", "the first words")
    assert "\n  " in download.value.path().read_text("utf-8")
    dialog.get_by_role("button", name="Close").click()
    page.locator("#rr-f-short").fill("later words")
    saved(page)

    newer = own | {"worksheet": "alone", "copy": "alone~1", "name": "Sunday", "answers": {"word": "from a file"}}
    spoiled = [own | {"answers": {"short": 7}}, own | {"worksheet": "no-such-sheet", "title": "A later sheet"}]
    (tmp_path / "file.json").write_text(json.dumps(kept | {"worksheets": [own, newer, *spoiled]}), "utf-8")
    small_visit.open("my-reset/")
    expect(page.locator("rr-transfer")).to_contain_text("Last saved like this")
    before = copies(page)
    page.get_by_label("Open a saved file").set_input_files(tmp_path / "file.json")
    dialog = page.locator("[data-talk=take]")
    expect(dialog.locator("li")).to_have_count(4)
    assert copies(page) == before
    mine = dialog.locator("li").first
    expect(mine).to_contain_text("Answers: 1.")
    expect(mine).to_contain_text("yours is newer")
    expect(dialog.locator("li").nth(1).locator("legend")).to_have_text("Alone first: Sunday")
    expect(dialog.locator("li").nth(-2)).to_contain_text("damaged")
    expect(dialog.locator("li").last).to_contain_text("does not have such a worksheet")
    expect(dialog.locator("li").last.locator("label:visible")).to_have_count(0)
    assert axe(page) == []
    mine.get_by_label("Put it in place of mine").check()
    dialog.get_by_role("button", name="Do what I chose").click()
    expect(dialog.locator("li").first).to_contain_text("in the place of yours")
    after = {str(copy["id"]): copy["answers"] for copy in copies(page)}
    assert after == {"every-field": {"short": "the first words"}, "alone~1": {"word": "from a file"}}
    assert [copy["answers"] for copy in copies(page, "earlier")][-1] == {"short": "later words"}
    expect(page.locator("[data-sheet=alone] .rr-progress-copy")).to_have_count(1)
    dialog.get_by_role("link", name="Alone first: Sunday").click()
    page.wait_for_function(READY)
    expect(page.locator("#rr-f-word")).to_have_value("from a file")
    assert small_visit.errors == []


def test_hostile_texts_in_a_file_and_a_link_are_shown_and_kept_as_texts(small_visit: Visit) -> None:
    small_visit.context.add_init_script(WATCH)
    page = small_visit.open("my-reset/")
    moment = "2026-11-20T18:30:00.000Z"
    about = {"version": 1, "revision": 1, "made": moment, "saved": moment}
    worksheets = [
        about | {"worksheet": "alone", "copy": f"alone~{at}", "name": text, "answers": {"word": text}}
        for at, text in enumerate(PAYLOADS)
    ] + [about | {"worksheet": text, "title": text, "answers": {}} for text in PAYLOADS]
    file = {"format": "relationship-reset answers", "version": 1, "saved": moment, "worksheets": worksheets}
    place = page.get_by_label("Open a saved file")
    dialog = page.locator("[data-talk=take]")
    place.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b" " * (5 * 1024 * 1024 + 1)})
    expect(dialog).to_contain_text("This holds more than 5 MB")
    dialog.get_by_role("button", name="Close").click()
    bomb = json.dumps(encrypted(packed(bytes(2**28)), WORDS)).encode()
    assert len(bomb) < 2**20
    place.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": bomb})
    type_words(dialog)
    dialog.get_by_role("button", name="Show me what is in it").click()
    expect(dialog).to_contain_text("This holds more than 5 MB")
    dialog.get_by_role("button", name="Close").click()
    place.set_input_files({"name": "x.json", "mimeType": "text/html", "buffer": json.dumps(file).encode()})
    expect(dialog.locator("li")).to_have_count(len(worksheets))
    dialog.get_by_role("button", name="Do what I chose").click()
    expect(dialog.locator("li")).to_have_count(len(PAYLOADS), timeout=30_000)
    assert sorted(str(copy["answers"]) for copy in copies(page)) == sorted(str({"word": text}) for text in PAYLOADS)
    assert page.evaluate("window.ran") == 0

    text = " ".join(PAYLOADS)[:19_000]
    many = [about | {"worksheet": "alone", "name": PAYLOADS[0], "answers": {"word": text, "mood": text}}]
    data = urlsafe_b64encode(packed(json.dumps(file | {"worksheets": many}).encode()))
    link = f"{ALONE}#rr-answers-in=1p.{data.decode().rstrip('=')}"
    page = ready(small_visit.open(link))
    dialog.get_by_role("button", name="Show me what is in it").click()
    dialog.get_by_role("button", name="Do what I chose").click()
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("#rr-f-word")).to_have_value(text.replace("\n", "").replace("\r", ""))
    page.locator("rr-copies summary").first.click()
    expect(page.locator(".rr-copies-list > li")).to_have_count(len(PAYLOADS) + 1)
    assert page.evaluate("window.ran") == 0
    assert small_visit.errors == []


def test_a_locked_file_of_everything_opens_with_its_words_and_says_nothing_without_them(small_visit: Visit) -> None:
    page = ready(small_visit.open("my-reset/"))
    page.locator(".rr-progress-step input").first.check()
    saved(page)
    dialog = page.locator("[data-talk=give]")
    page.get_by_role("button", name="Save everything as a file").click()
    dialog.get_by_label("Give it a name that tells nothing").check()
    dialog.get_by_label("Lock it with a passphrase").check()
    type_words(dialog, "too short")
    dialog.get_by_role("button", name="Save the file").click()
    expect(dialog).to_contain_text("This is too short.")
    assert axe(page) == []
    dialog.get_by_role("button", name="Find five words for me").click()
    field = dialog.get_by_label("Passphrase", exact=True)
    expect(field).to_have_attribute("type", "text")
    words = field.input_value()
    assert len(words.split(" ")) == 5
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename.startswith("notes-")
    envelope = json.loads(download.value.path().read_text())
    assert '"my-reset"' in decrypted(envelope, words)
    expect(dialog).to_contain_text("The file is saved")
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("#rr-give-words")).to_have_value("")

    page.get_by_label("Open a saved file").set_input_files(download.value.path())
    dialog = page.locator("[data-talk=take]")
    type_words(dialog)
    dialog.get_by_role("button", name="Show me what is in it").click()
    expect(dialog).to_contain_text("This does not open")
    type_words(dialog, words)
    dialog.get_by_label("Passphrase").press("Enter")
    expect(dialog.locator("li")).to_contain_text("The very same is here already")


def test_a_link_shows_and_writes_nothing_before_consent_and_leaves_the_address_at_once(small_visit: Visit) -> None:
    page = ready(small_visit.open(ALONE))
    page.locator("#rr-f-word").fill("<b>hopeful</b>")
    saved(page)
    open_files(page).get_by_role("button", name="Share these answers as a link").click()
    dialog = page.locator("[data-talk=give]")
    type_words(dialog)
    dialog.get_by_role("button", name="Make the link").click()
    place = dialog.get_by_label("The link", exact=True)
    expect(place).to_have_value(re.compile(r"^https://[\w./-]+#rr-answers-in=1l\.[\w.-]+$"))
    link = place.input_value()
    dialog.get_by_role("button", name="Close").click()
    for length, words in [(2500, "This link is long"), (9000, "There is too much here for a link")]:
        page.locator("#rr-f-word").fill(os.urandom(length).hex())
        page.get_by_role("button", name="Share these answers as a link").click()
        dialog.get_by_label("I want a link without a passphrase").check()
        expect(dialog.get_by_text("Anyone who gets hold of this link")).to_be_visible()
        dialog.get_by_role("button", name="Make the link").click()
        expect(dialog).to_contain_text(words)
        dialog.get_by_role("button", name="Close").click()
    page.locator("#rr-f-word").fill("")
    saved(page)

    before = copies(page)
    page.evaluate("link => { location.hash = new URL(link).hash }", link)
    dialog = page.locator("[data-talk=take]")
    expect(dialog.get_by_text("Nothing is written on this device until you say so.")).to_be_visible()
    assert "rr-answers-in" not in page.url
    expect(dialog.locator("li")).to_have_count(0)
    dialog.get_by_role("button", name="Close").click()
    assert copies(page) == before

    page.goto("about:blank")
    page.goto(link)
    page.wait_for_function(READY)
    expect(dialog.get_by_text("Nothing is written on this device until you say so.")).to_be_visible()
    assert "rr-answers-in" not in page.url
    dialog.get_by_role("button", name="Show me what is in it").click()
    type_words(dialog)
    dialog.get_by_role("button", name="Show me what is in it").click()
    dialog.get_by_label("Put it in place of mine").check()
    assert copies(page) == before
    dialog.get_by_role("button", name="Do what I chose").click()
    expect(dialog).to_contain_text("in the place of yours")
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("#rr-f-word")).to_have_value("<b>hopeful</b>")
    page.get_by_label("Calm").check()
    saved(page)
    assert [copy["answers"] for copy in copies(page)] == [{"word": "<b>hopeful</b>", "mood": "calm"}]
    assert {} in [copy["answers"] for copy in copies(page, "earlier")]
    assert small_visit.errors == []


def test_two_sealed_envelopes_open_only_together_and_each_with_the_words_of_its_writer(
    small_visit: Visit, tmp_path: Path
) -> None:
    page = ready(small_visit.open(ALONE))
    files = open_files(page)
    envelopes = []
    for name, word in [("Ada", "tired"), ("Ben", "hopeful")]:
        page.locator("#rr-f-word").fill(word)
        saved(page)
        files.get_by_role("button", name="Seal my answers for our meeting").click()
        dialog = page.locator("[data-talk=give]")
        dialog.get_by_label("Your name").fill(name)
        type_words(dialog, f"{name} has words of their own")
        with page.expect_download() as download:
            dialog.get_by_role("button", name="Save the file").click()
        envelopes.append(tmp_path / f"{name}.json")
        download.value.save_as(envelopes[-1])
        assert word not in envelopes[-1].read_text()
        dialog.get_by_role("button", name="Close").click()

    before = copies(page)
    files.get_by_role("button", name="Open two sealed envelopes").click()
    dialog = page.locator("[data-talk=two]")
    expect(dialog).to_contain_text("No envelope is here yet.")
    dialog.get_by_label("Envelopes you saved as files").set_input_files(envelopes[0])
    expect(dialog).to_contain_text("One of two is here.")
    assert axe(page) == []
    expect(dialog.get_by_label("My words")).to_be_hidden()
    dialog.get_by_label("Envelopes you saved as files").set_input_files(envelopes[0])
    expect(dialog).to_contain_text("This one is here already.")
    dialog.get_by_label("Envelopes you saved as files").set_input_files(envelopes[1])
    dialog.get_by_label("My words").fill("Ben has words of their own")
    dialog.get_by_role("button", name="Open mine").click()
    expect(dialog).to_contain_text("Ben is open, and still hidden.")
    assert "hopeful" not in page.locator("body").inner_text()
    dialog.get_by_label("My words").fill("Ben has words of their own")
    dialog.get_by_role("button", name="Open mine").click()
    expect(dialog).to_contain_text("This does not open")
    dialog.get_by_label("My words").fill("Ada has words of their own")
    dialog.get_by_role("button", name="Open mine").click()
    two = page.locator(".rr-review-two").first
    expect(two).to_contain_text(re.compile("Ada.*tired.*Ben.*hopeful", re.S))
    assert copies(page) == before
    page.get_by_role("button", name="Back to the sheet").click()
    page.get_by_label("Calm").check()
    expect(page.locator("rr-copies")).to_be_hidden()
    page.get_by_role("button", name="Close them").click()
    expect(page.locator("#rr-f-word")).to_have_value("hopeful")
    expect(page.get_by_label("Calm")).not_to_be_checked()
    assert copies(page) == before
    assert small_visit.errors == []


def test_a_locked_copy_stays_locked_in_a_file_and_opens_with_its_words_on_another_device(
    visits: Callable[..., Visit], small_site: Path, tmp_path: Path
) -> None:
    page = ready(visits(small_site).open(ALONE))
    lock(page, WORDS)
    expect(page.get_by_text("This copy is locked with your passphrase")).to_be_visible()
    page.locator("#rr-f-word").fill("kqcanary")
    saved(page)
    open_files(page).get_by_role("button", name="Save this sheet as a file").click()
    with page.expect_download() as download:
        page.locator("[data-talk=give]").get_by_role("button", name="Save the file").click()
    download.value.save_as(tmp_path / "file.json")
    assert "kqcanary" not in (tmp_path / "file.json").read_text("utf-8")

    page = visits(small_site).open("my-reset/")
    page.get_by_label("Open a saved file").set_input_files(tmp_path / "file.json")
    dialog = page.locator("[data-talk=take]")
    expect(dialog.locator("li")).to_contain_text("A locked copy, begun on")
    dialog.get_by_role("button", name="Do what I chose").click()
    dialog.get_by_role("link", name="Alone first").click()
    page.wait_for_function(READY)
    expect(page.locator("#rr-f-word")).to_have_value("")
    unlock(page, WORDS)
    expect(page.locator("#rr-f-word")).to_have_value("kqcanary")
