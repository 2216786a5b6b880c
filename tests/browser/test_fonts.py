"""The fonts of the tests are what they say they are, so that a rule which holds with both holds with most."""

import pytest
from playwright.sync_api import Browser

from tests.browser.fonts import FONTS, NARROW, WIDE, set_fonts

LINE = "When you have both slept and eaten, sit down and say what you would like to happen next."


@pytest.mark.parametrize("asked", ["Charter, Georgia, serif", "Arial, sans-serif", "monospace", "No Such Family"])
def test_whatever_a_page_asks_for_is_set_in_our_families_of_which_one_is_a_quarter_wider(
    browser: Browser, asked: str
) -> None:
    with browser.new_page() as page:
        page.set_content(f'<span style="font: 100px {asked}; white-space: nowrap">{LINE}</span>')
        devtools = page.context.new_cdp_session(page)
        for domain in ("DOM", "CSS"):
            devtools.send(f"{domain}.enable")
        root = devtools.send("DOM.getDocument")["root"]["nodeId"]
        span = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "span"})
        used, widths = [], []
        for fonts in FONTS:
            set_fonts(page, fonts)
            widths.append(page.evaluate("document.querySelector('span').getBoundingClientRect().width"))
            used += devtools.send("CSS.getPlatformFontsForNode", span)["fonts"]
    assert [one["familyName"] for one in used] == [NARROW, WIDE]
    assert 1.2 < widths[1] / widths[0] < 1.3
