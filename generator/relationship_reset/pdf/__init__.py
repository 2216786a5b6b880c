"""Tagged PDFs: plain data, set by Typst, with form fields added by pypdf."""
