"""The front matter of a page, for the theme's own templates. They print its texts as they are, so it holds HTML."""

import json
from collections.abc import Mapping

from markupsafe import Markup

from relationship_reset.core import markdown_text
from relationship_reset.guide.guide import Place
from relationship_reset.html.environment import script_json
from relationship_reset.model.pages import Faq

WITHOUT_SIDEBARS = ["navigation", "toc"]
"""The theme's names for the menu and the contents of a page, both of which can be hidden."""


def front_matter(place: Place, link: markdown_text.Resolve, more: Mapping[str, object] | None = None) -> str:
    """Return the front matter of a page, each value as JSON, which YAML reads too. `more` adds or replaces values."""
    page = place.page
    values: dict[str, object] = {
        "title": Markup.escape(page.title),
        "description": Markup.escape(page.summary),
        "source": place.source.file,
        "kind": page.kind.replace(" ", "-"),
    }
    if page.kind == "home":
        values["hide"] = WITHOUT_SIDEBARS
    if isinstance(page, Faq):
        # In the page's head: the theme would run a script in its text at an instant navigation, whatever its type.
        values["data"] = script_json(_faq_data(page, link))
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in {**values, **(more or {})}.items())
    return "\n".join(["---", *lines, "---", ""])


def _faq_data(page: Faq, link: markdown_text.Resolve) -> dict[str, object]:
    """Return the questions as structured data (schema.org's FAQPage)."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.title,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": "\n\n".join(
                        markdown_text.plain(text, link)
                        for text in dict.fromkeys((question.answer.couple, question.answer.business))
                    ),
                },
            }
            for question in page.questions
        ],
    }
