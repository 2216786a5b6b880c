"""A whole packet on paper, also where a packet of the guide is in it, and where it is slow to come together."""

from playwright.sync_api import Route, expect

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import printed_pages, words
from tests.browser.test_packets import link_of, numbers, opened

COUNT = "window.printed = 0; window.print = () => { window.printed += 1 }"


def test_a_packet_of_the_guide_in_a_packet_prints_with_its_sheets_and_without_its_code(small_visit: Visit) -> None:
    small_visit.context.add_init_script(COUNT)
    known = numbers()
    given = [[known["kit"], "x", "y"], [known["alone"], "word", "kqhill"], [known["every-field"], "short", "y"]]
    packet = {"c": [known["kit"], known["alone"]], "g": given}
    page = small_visit.open(link_of(packet).replace("packet/", "packets/"))
    page.get_by_role("button", name="Print the whole packet").click()
    page.wait_for_function("() => window.printed")
    pieces = page.locator(".rr-printed-piece")
    titles = [one.strip() for one in pieces.locator("h1").all_text_contents()]
    assert [title for title in titles if title in ("A packet", "Every field", "Alone first")] == [
        "A packet",
        "Every field",
        "Alone first",
    ]
    expect(pieces).to_have_count(5)  # the packet, its four things, of which the list has one itself
    expect(page.locator(".rr-printed-piece .rr-qr, .rr-printed-piece .rr-handing")).to_have_count(0)
    around = pieces.locator(".rr-sheet-card, .rr-step-eyebrow")
    expect(around).to_have_count(0)  # of a step, neither the ways to its sheets nor the line above the next step
    text = [words([leaf]) for leaf in printed_pages(page)]
    assert f"{OWN}packet/" in text[0]
    assert f"{OWN}packets/" not in text[0], "the form is not for clients"
    assert " ".join(text).count("Suggested by whoever made this packet") == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".rr-address")).to_contain_text(f"{OWN}packets/")
    page = opened(small_visit, packet | {"c": [known[one] for one in ("kit", "alone", "every-field")]})
    expect(page.get_by_text("Answers are suggested for this sheet")).to_have_count(1)  # the others allow none of them


def test_a_packet_that_is_slow_to_come_together_prints_once_and_never_on_another_page(small_visit: Visit) -> None:
    small_visit.context.add_init_script(COUNT)
    slow: list[Route] = []
    page = opened(small_visit, {"a": "couple", "c": [numbers()["alone"]]})
    page.evaluate("document.documentElement.dataset.for = 'business'")
    small_visit.context.route("**/worksheets/alone/", lambda route: slow.append(route))
    button = page.get_by_role("button", name="Print the whole packet")
    with page.expect_request("**/worksheets/alone/"):
        button.click()
    button.click()
    page.wait_for_function("() => document.querySelector('[data-printing]').textContent")
    slow.pop().fallback()
    page.wait_for_function("() => window.printed")
    assert page.evaluate("[window.printed, document.documentElement.dataset.for]") == [1, "couple"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.for") == "business"
    assert slow == []

    with page.expect_request("**/worksheets/alone/"):
        button.click()
    page.get_by_role("contentinfo").get_by_role("link").first.click()
    expect(page.locator("rr-packet-viewer")).to_have_count(0)
    slow.pop().fallback()
    page.evaluate("async () => (await import('/assets/client/links/qr-code.js')).svgOf('the last thing it waits for')")
    assert page.evaluate("window.printed") == 1
    expect(page.locator(".rr-printed, html[data-print]")).to_have_count(0)
