"""The text of string literals and back: quotes, doubled quotes (Part 2, section 5.1.1.14.1)."""

import json


def string_value(text: str) -> str:
    """`'O''Neil'` -> `O'Neil`; within JSON `"O'Neil"` -> `O'Neil`."""
    if text.startswith('"'):
        return str(json.loads(text))
    return text[1:-1].replace("''", "'")


def quoted(value: str) -> str:
    """`O'Neil` -> `'O''Neil'`."""
    return "'" + value.replace("'", "''") + "'"
