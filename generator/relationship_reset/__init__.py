"""Relationship Reset: structured guidance in YAML, turned into a site with worksheets."""
