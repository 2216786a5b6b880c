"""Firefox as people have it, driven by WebDriver BiDi, which it speaks itself.

Playwright drives its own Firefox only, which no registry has. It cannot set up another one (Playwright 1.65 with
Firefox 153: `emulation.setMediaFeaturesOverride` is unknown). So here is the little that our tests need.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

from tests.browser import chromium
from tests.browser.fonts import environment

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
WATCH = """() => addEventListener("securitypolicyviolation", event => {
  sessionStorage.setItem("violation", `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
})"""
"""Remembers a violation of the policy; the tab has it until somebody asks."""
TIMEOUT = 30
"""Seconds to wait for any answer."""


def found() -> str | None:
    """Return the path of Firefox; install Debian's where apt and root allow. None where it cannot be had."""
    names = ("firefox-esr", "firefox")
    known = next((path for path in map(shutil.which, names) if path), None)
    return known or (shutil.which("firefox-esr") if chromium.debian("firefox-esr") else None)


class Firefox:
    """A running Firefox with one tab in use."""

    def __init__(self, process: subprocess.Popen[str], socket: ClientConnection) -> None:
        self.process, self.socket, self.numbers = process, socket, count(1)
        self.send("session.new", capabilities={})
        self.send("script.addPreloadScript", functionDeclaration=WATCH)
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: object) -> Any:
        """Send a command and return its result; raises RuntimeError where Firefox says no."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=TIMEOUT))
            if answer.get("id") == number:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def goto(self, url: str) -> Self:
        """Open an address. Firefox may say that a page is complete while the one before still stands there."""
        self.send("browsingContext.navigate", context=self.tab, url=url, wait="complete")
        page, end = url.partition("#")[0], monotonic() + TIMEOUT
        while not self._stands(page):
            if monotonic() > end:
                raise TimeoutError(f"{page} did not open")
        return self

    def _stands(self, page: str) -> bool:
        try:
            at, state = self.evaluate("[location.href.split('#')[0], document.readyState]")
        except RuntimeError:  # the page before is just going
            return False
        return bool(at == page and state == "complete")

    def enter_frame(self) -> Self:
        """Go on inside the first frame of the page; that is forgotten when `tab` is set back."""
        self.tab = self.send("browsingContext.getTree", root=self.tab)["contexts"][0]["children"][0]["context"]
        return self

    def evaluate(self, script: str) -> Any:
        """Return what an expression gives, waited for; what it throws is raised as RuntimeError."""
        expression = f"Promise.resolve({script}).then(value => JSON.stringify(value ?? null))"
        target = {"context": self.tab}
        answer = self.send("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        self.evaluate(
            f"""new Promise((good, bad) => {{
              const end = performance.now() + {TIMEOUT * 1000};
              const look = () => {{
                if ({condition}) good(true);
                else if (performance.now() > end) bad(new Error({json.dumps(condition)}));
                else requestAnimationFrame(look);
              }};
              look();
            }})"""
        )

    def type(self, selector: str, text: str, pause: int = 0) -> None:
        """Type into a control, with a pause in milliseconds after each key."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        keys = [
            action
            for letter in text
            for action in (
                {"type": "keyDown", "value": letter},
                {"type": "keyUp", "value": letter},
                {"type": "pause", "duration": pause},
            )
        ]
        self.send("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": keys}])

    def click(self, selector: str) -> None:
        """Press the first such button."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def violation(self) -> str | None:
        """Return the last violation of the policy in this tab, if there was one."""
        return self.evaluate("sessionStorage.getItem('violation')")  # type: ignore[no-any-return]


@contextmanager
def running(path: str, profile: Path) -> Iterator[Firefox]:
    """Run Firefox with a profile that stays on the disk."""
    profile.mkdir(exist_ok=True)
    command = [
        path,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
        "about:blank",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment())
    try:
        assert process.stderr
        address = next((line[1] for line in map(LISTENING.search, process.stderr) if line), None)
        assert address, "Firefox ended before it listened"
        with connect(f"{address}/session", max_size=None, open_timeout=TIMEOUT) as socket:
            firefox = Firefox(process, socket)
            yield firefox
            with suppress(Exception):  # it may have been killed
                firefox.send("browser.close")
    finally:
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()
        process.stderr.close()  # type: ignore[union-attr]
