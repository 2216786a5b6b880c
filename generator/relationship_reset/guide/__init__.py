"""The whole guide: loading, validation across pages, cross-references, published addresses, redirects."""
