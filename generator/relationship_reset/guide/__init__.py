"""The whole guide, checked for loose ends: pages and items by id and address, cross-references, redirects."""
