"""What stands in somebody's way on a page, as axe finds it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES: dict[str, object] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}

COLOURS: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What the dark theme can have wrong that the light one has right."""

STILL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  do {
    await Promise.allSettled(document.getAnimations().map(one => one.finished));
    await frame(); // the theme fades the page's name in or out in the frame after a scroll
    await frame();
  } while (document.getAnimations().length);
}"""
"""Waits until nothing moves any more: a line that is half faded has a contrast of its own."""


def axe(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    """Return the barriers that axe finds, each as the rule and the element that breaks it."""
    page.evaluate(STILL)
    # What it finds in order is not written out, which takes half of its time.
    found = Axe().run(page, options=rules | {"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
