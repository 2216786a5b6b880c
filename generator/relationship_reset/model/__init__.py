"""What authors may write: one pydantic model a kind of page, item or field."""
