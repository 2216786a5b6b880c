"""The scripts for the browser, without what only people need to read."""

import rjsmin


def minify(script: str) -> str:
    """Return a script without its comments and spare spaces; what it does stays the same."""
    return str(rjsmin.jsmin(script))
