"""A WSGI server that makes files when they are requested, while a guide is served to its author."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from relationship_reset.pdf.documents import PrintingError

log = logging.getLogger("mkdocs.plugins.relationship_reset")

Server = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application."""


def serve_on_demand(rest: Server, folder: str, kind: str, make: Callable[[str], bytes | None]) -> Server:
    """Return a server that makes the files below a folder of the site, and leaves all others to `rest`.

    `make` gets the path of a file, such as `paper/love-map-couple-blank-a4.pdf`, and returns its bytes, or None if
    there is no such file. `kind` is their media type. A PrintingError becomes a response with status 500 and its text.
    """

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        try:
            data = make(folder + path.rpartition(f"/{folder}")[2]) if f"/{folder}" in path else None
            status, said = "200 OK", kind
        except PrintingError as error:
            log.error("%s", error)
            data, status, said = str(error).encode(), "500 Internal Server Error", "text/plain; charset=utf-8"
        if data is None:
            return rest(environ, start)
        start(status, [("Content-Type", said), ("Content-Length", str(len(data)))])
        return [data]

    return serve
