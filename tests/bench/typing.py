"""How soon a letter stands on the screen: in a worksheet of 300 fields, on a slow phone. Run it with `make bench`.

A guide with one worksheet of 300 fields is built into a folder for the time being and opened in Chromium, with the
processor slowed down six-fold. Letters are typed at a person's pace into fields from all parts of the sheet: once while
it is empty, once when every field has its answer and the long texts have 2,000 characters. Between these, in the same
run, the same is done in a page with 300 bare textareas and no script. Machines differ and are noisy, so what counts are
the ratios to that page.

A keystroke is measured from the time stamp of its `keydown`, which is when the browser took it in, to a message that is
posted from the next animation frame and so arrives when that frame has been handed over to be painted. The browser's
own measure of the same (Event Timing, in steps of 8 ms and only from 16 ms on) stands beside it. Its figures are the
longest duration of the events of each interaction, without those of `keyup`.

`make bench PROFILE=1` also tells what the page did in that time; tracing it makes everything slower. A bench is not a
test: it ends well whatever the figures are.
"""

# ruff: noqa: T201

import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from statistics import median
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from relationship_reset.guide import loader
from tests import answers
from tests.browser import chromium
from tests.browser.conftest import ARGUMENTS, Visit
from tests.conftest import ROOT, SMALL, build, write

AIM = 50
"""How many milliseconds a letter may take, for 95 of 100 letters."""
SLOWER = 6
FIELDS = {"long text": 200, "text": 40, "choice": 30, "scale": 20, "choices": 10}
SECTIONS = 10
PLACES = 5
"""Into how many fields is typed."""
WORDS = "I always felt that you never asked me.."
PAUSE = 60
"""How long a key is held down, in milliseconds; the next one follows at once."""

MEASURE = """() => {
  window.rrKeys = [];
  window.rrEvents = [];
  let start = 0;
  addEventListener("keydown", event => { start = event.timeStamp }, true);
  addEventListener("input", event => {
    if (!event.isTrusted) return;
    const from = start;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.rrKeys.push(performance.now() - from);
      port2.postMessage(0);
    });
  }, true);
  const types = ["keydown", "keypress", "beforeinput", "input"];
  const take = list => window.rrEvents.push(...list.filter(one => types.includes(one.name))
    .map(one => [one.interactionId || one.startTime, one.duration]));
  const observer = new PerformanceObserver(list => take(list.getEntries()));
  observer.observe({type: "event", durationThreshold: 16});
  window.rrTake = () => take(observer.takeRecords());
}"""

IDLE = """async () => {
  for (let calm = 0; calm < 5;) {
    const from = performance.now();
    await new Promise(requestIdleCallback);
    calm = performance.now() - from < 60 ? calm + 1 : 0;
  }
}"""
"""Waits until a page has done what came of the scrolling."""

FILL = """given => {
  for (const control of document.querySelectorAll("[name]")) {
    const answer = given[control.name];
    if (answer === undefined) continue;
    const box = control.type === "radio" || control.type === "checkbox";
    if (box) control.checked = [answer].flat().includes(control.value);
    else control.value = answer;
    control.dispatchEvent(new Event("input", {bubbles: true}));
    control.dispatchEvent(new Event("change", {bubbles: true}));
  }
}"""


@dataclass
class Run:
    """What typing in one page gave."""

    name: str
    keys: list[float]
    """Milliseconds from each key to its letter on the screen."""
    events: list[float]
    """What the browser says of those it counts as slow enough."""
    costs: dict[str, float]
    """Milliseconds spent on each thing and on what it brought about; empty where nobody asked."""

    def row(self, plain: "Run") -> str:
        ours, browsers = (figures(times, len(self.keys)) for times in (self.keys, self.events))
        ratio = ours[1] / figures(plain.keys, 1)[1]
        own = "{:6.1f} {:6.1f} {:7.1f}".format(*ours)
        seen = "{:>6} {:>6} {:>7}".format(*(f"{one:.0f}" if one else "< 16" for one in browsers))
        return f"{self.name:28} {len(self.keys):5}   {own}   {seen}   {ratio:5.2f}"


def figures(times: list[float], of: int) -> tuple[float, float, float]:
    """Return the median, the 95th percentile and the slowest; times too short to be told count as 0."""
    known = sorted([0.0] * (of - len(times)) + times)
    return median(known), known[min(len(known) - 1, int(len(known) * 0.95))], known[-1]


def main() -> int:
    profiled = bool(os.environ.get("PROFILE"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = small_guide(Path(folder) / "guide")
        site = build(project / "mkdocs.yml", Path(folder) / "site")
        write(site, {"plain.html": plain()})
        path = chromium.named() or chromium.installed()
        if not path:
            print(chromium.MISSING)
            return 0
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:
            runs = []
            for full in (False, True):
                for address in ("plain.html", "worksheets/bench/"):
                    visit = Visit(browser, site, viewport={"width": 1280, "height": 900})
                    runs.append(typed(visit, address, given(project) if full else {}, profiled=profiled))
                    visit.context.close()
    print(table(runs))
    return 0


def table(runs: list[Run]) -> str:
    columns = f"{'median':>6} {'95 %':>6} {'slowest':>7}"
    lines = [
        f"Keystroke to paint in ms, in {sum(FIELDS.values())} fields, processor {SLOWER} times slower",
        f"{'':36}{'measured':^21}   {'said by the browser':^21}",
        f"{'':28} {'count':>5}   {columns}   {columns}   ratio (95 %)",
    ]
    for place, run in enumerate(runs):
        lines.append(run.row(runs[place // 2 * 2]))
    for bare, run in zip(runs[::2], runs[1::2], strict=True):
        late, least = figures(run.keys, 1)[1], figures(bare.keys, 1)[1]
        missed = "NOT met" if least <= AIM else "not met (nor is it in bare textareas)"
        said = "met" if late <= AIM else missed
        lines.append(f"In {run.name}, the aim of {AIM} ms at the 95th percentile is {said}: {late:.1f} ms.")
    lines.append(f"The load on {os.cpu_count()} processors was {os.getloadavg()[0]:.1f}.")
    for run in runs:
        lines += [f"\nWhere the time went on {run.name}, in ms a keystroke:"] if run.costs else []
        lines += [f"{spent / len(run.keys):9.2f}  {name}" for name, spent in dearest(run.costs)]
    return "\n".join(lines)


def dearest(costs: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(costs.items(), key=lambda one: -one[1])[:25]


def typed(visit: Visit, address: str, given: answers.Answers, *, profiled: bool) -> Run:
    """Open a page, fill it in where there is something to fill in, and type."""
    page = visit.open(address)
    page.evaluate(FILL, given)
    page.wait_for_timeout(2_000)  # until all is saved
    page.evaluate(MEASURE)
    places = list(boxes(page))
    browser = visit.context.browser
    assert browser
    session = visit.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if profiled:
        browser.start_tracing(page=page, categories=["devtools.timeline", "blink.user_timing"])
    for box in places:
        box.focus()
        page.evaluate(IDLE)
        page.keyboard.type(WORDS, delay=PAUSE)
        page.wait_for_timeout(1_500)  # what has waited for a pause is done now
    costs = dict(spent(browser.stop_tracing())) if profiled else {}
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_timeout(300)
    keys, events = page.evaluate("() => { rrTake(); return [rrKeys, rrEvents] }")
    longest: dict[float, float] = defaultdict(float)
    for key, duration in events:
        longest[key] = max(longest[key], duration)
    name = f"{'the sheet' if visit.page.url.endswith('/') else 'bare textareas'}, {'full' if given else 'empty'}"
    return Run(name, keys, list(longest.values())[: len(keys)], costs)


def boxes(page: Page) -> Iterator[Any]:
    """Yield fields from the first to the last that are in view."""
    found = [
        one for one in page.query_selector_all("textarea[name], input[type=text][form=rr-sheet]") if one.is_visible()
    ]
    for place in range(PLACES):
        yield found[place * (len(found) - 1) // (PLACES - 1)]


def spent(trace: bytes) -> Iterator[tuple[str, float]]:
    """Yield what the page's main thread did, each with its milliseconds; what one calls counts with both."""
    events = json.loads(trace)["traceEvents"]
    threads = {(one["pid"], one["tid"]) for one in events if one["name"] == "EventDispatch"}
    total: dict[str, float] = defaultdict(float)
    for one in events:
        if one.get("ph") == "X" and (one["pid"], one["tid"]) in threads:
            total[called(one)] += one.get("tdur", one.get("dur", 0)) / 1000
    return ((name, time) for name, time in total.items() if time > 0)


def called(event: dict[str, Any]) -> str:
    data = event.get("args", {}).get("data", {}) or {}
    file = str(data.get("url", "")).rpartition("/")[2].partition("?")[0]
    detail = data.get("type") if event["name"] == "EventDispatch" else data.get("functionName")
    return " ".join(str(one) for one in (event["name"], detail, file and f"{file}:{data.get('lineNumber')}") if one)


def small_guide(project: Path) -> Path:
    """Make the small guide of the tests with one more worksheet: the large one."""
    copytree(SMALL, project)
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("../../mkdocs.yml", str(ROOT / "mkdocs.yml")).replace(
        "../../overrides", str(ROOT / "overrides")
    )
    config = config.replace("worksheets/every-field.md", "worksheets/every-field.md\n      - worksheets/bench.md")
    return write(project, {"mkdocs.yml": config, "worksheets/bench.yml": yaml.safe_dump(sheet(), sort_keys=False)})


def given(project: Path) -> answers.Answers:
    """Return an answer for everything on the large worksheet, and for the bare textareas."""
    whole = loader.load(project)
    (large,) = [one for one in whole.sheets() if one.id == "bench"]
    found = answers.answers(whole, large, long=True)
    texts = [answer for answer in found.values() if isinstance(answer, str) and len(answer) == answers.LONG]
    return found | {f"plain-{number}": text for number, text in enumerate(texts, 1)}


def sheet() -> dict[str, object]:
    """Return a worksheet with every type mixed, a result, words to notice, conditions and answers inside labels."""
    total = sum(FIELDS.values())
    # Each type spread evenly over the whole sheet.
    spread = sorted((place / (many + 1), kind) for kind, many in FIELDS.items() for place in range(1, many + 1))
    fields = [field(number, kind) for number, (_, kind) in enumerate(spread, 1)]
    size = total // SECTIONS
    parts = [fields[place : place + size] for place in range(0, total, size)]
    texts = [str(one["id"]) for one in fields if one["type"] == "long text"]
    chosen = next(str(one["id"]) for one in fields if one["type"] == "choice")
    for number, part in enumerate(parts[1:], 1):
        part[-1]["show when"] = {"field": chosen, "is": ["tea", "walk"]}
        part[0]["label"] = f"Question with {{{texts[0]}|what you said}} in it, number {number}"
    slots = [*texts[:: len(texts) // 9][:9], chosen]
    return {
        "kind": "worksheet",
        "id": "bench",
        "title": "A large sheet",
        "summary": "Three hundred fields.",
        "for": "one",
        "minutes": 60,
        "step": "first#say-it",
        "sections": [
            {"id": f"part-{number}", "title": f"Part {number}", "fields": part} for number, part in enumerate(parts, 1)
        ],
        "result": {"title": "In one text", "text": "\n".join(f"Then there is {{{slot}}}." for slot in slots)},
        "nudges": [{"words": ["always", "you never"], "say": "Once may be truer."}],
        "nudges from": ["apology", "phrases"],
    }


def field(number: int, kind: str) -> dict[str, object]:
    found: dict[str, object] = {"id": f"field-{number}", "type": kind, "label": f"Question {number} of many"}
    if kind in {"choice", "choices"}:
        found |= {
            "options": [{"id": one, "label": one.title()} for one in ("tea", "walk", "rest", "talk")],
            "other": True,
        }
    elif kind == "scale":
        found |= {"least": "not at all", "most": "fully"}
    elif number % 3 == 0:
        found["hint"] = "A few words will do."
    return found


def plain() -> str:
    boxes = "".join(
        f'<p><label>Question {number}<br><textarea name="plain-{number}" rows="3"></textarea></label></p>'
        for number in range(1, sum(FIELDS.values()) + 1)
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare textareas</title>{boxes}</html>'


if __name__ == "__main__":
    sys.exit(main())
