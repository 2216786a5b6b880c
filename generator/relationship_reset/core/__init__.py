"""What every other package uses: problems with their places, YAML, the little Markdown, settings, strings, QR codes."""
