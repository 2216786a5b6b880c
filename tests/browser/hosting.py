"""A host on this machine that serves a built site with the headers that the site asks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any


class Host(ThreadingHTTPServer):
    """Serves a folder as a host does that reads `_headers`; which folder it is may change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.broken: set[str] = set()
        """The paths at which it fails."""
        self.also: set[str] = set()
        """The folders at its root in each of which the same site stands once more."""
        self.bare = False
        """Whether it sends none of the site's headers, as some hosts do."""
        self.address = f"http://localhost:{self.server_port}/"

    def finish_request(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Answer a request out of the folder of the moment."""
        _Handler(request, client_address, self, directory=str(self.folder))

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Say nothing of a browser that hangs up."""


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve a built site until the end, or until it is shut down."""
    with Host(folder) as host:
        thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            if thread.is_alive():
                host.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    def send_head(self) -> Any:
        if isinstance(self.server, Host) and self.path.partition("?")[0] in self.server.broken:
            self.send_error(500)
            return None
        del self.headers["If-Modified-Since"]  # versions follow each other here within a second
        return super().send_head()

    def translate_path(self, path: str) -> str:
        first, _, rest = path.removeprefix("/").partition("/")
        again = isinstance(self.server, Host) and first in self.server.also
        return super().translate_path(f"/{rest}" if again else path)

    def end_headers(self) -> None:
        """Send what every rule says that is for this address, as hosts do that join the rules."""
        heeded = False
        bare = isinstance(self.server, Host) and self.server.bare
        rules = "" if bare else (Path(self.directory) / "_headers").read_text(encoding="utf-8")
        for line in rules.splitlines():
            if line.startswith("/"):
                heeded = fnmatchcase(self.path.partition("?")[0], line)
            elif heeded:
                name, _, value = line.strip().partition(": ")
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
