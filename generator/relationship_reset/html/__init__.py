"""Pages for a site engine: Markdown front matter and headings around HTML from Jinja templates."""
