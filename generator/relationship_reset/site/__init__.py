"""What is done to a built site: policy, headers, service worker, minified scripts, QR code files."""
