"""Shared foundations: problems, YAML with positions, the Markdown subset, settings, strings, QR codes."""
