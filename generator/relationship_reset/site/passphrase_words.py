"""The words that passphrases are drawn from: the long list of the Electronic Frontier Foundation."""

from importlib import resources

LIST = "static/eff-long"
"""Its place in the package. The list is under CC BY 3.0 US; the architecture page names its makers."""


def words() -> str:
    """Return the list as text, one word a line.

    Raises FileNotFoundError if the package lacks the list.
    """
    return resources.files("xkcdpass").joinpath(LIST).read_text("utf-8")
