"""Texts of databases that keep whatever bytes a program has written, and so those of its own code page."""


def lenient_text(data: bytes) -> str:
    """UTF-8, and what is none is read as Windows-1252; five bytes mean nothing there and become `\ufffd`."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
