"""The JSON Format: rows in, bytes out."""
