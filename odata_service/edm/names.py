"""Names of tables and columns -> names that OData and Salesforce allow, the same ones every time."""

import hashlib
import re
import unicodedata
from collections.abc import Collection

PROPERTY_LENGTH = 40
SET_LENGTH = 38  # with Salesforce's `__x` an external object's name has at most 40 characters, and one is kept

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
SAFE = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*")
LITERALS = frozenset({"true", "false", "null", "nan", "inf"})  # what they are in conditions, whatever is called so
IDENTIFIER = re.compile(r"[^\W\d]\w{0,127}")


def safe_name(name: str, *, prefix: str, length: int, taken: Collection[str] = ()) -> str:
    """A letter first, then letters, digits and single underscores; told apart from `taken` by a number."""
    plain = str(name) if is_salesforce_name(name, length) else _plain(name, prefix, length)
    lowered = {item.lower() for item in taken} | LITERALS
    candidate, number = plain, 2
    while candidate.lower() in lowered:
        candidate = f"{plain[: length - len(str(number)) - 1].rstrip('_')}_{number}"
        number += 1
    return candidate


def _plain(name: str, prefix: str, length: int) -> str:
    ascii_name = unicodedata.normalize("NFKD", name.translate(GERMAN)).encode("ascii", "ignore").decode()
    plain = re.sub(r"_{2,}", "_", re.sub(r"[^A-Za-z0-9]+", "_", ascii_name)).strip("_")
    if not plain or plain[0].isdigit():
        plain = f"{prefix}_{plain}".rstrip("_")
    if len(plain) <= length:
        return plain
    tail = hashlib.blake2b(name.encode(), digest_size=2).hexdigest()
    return f"{plain[: length - 5].rstrip('_')}_{tail}"


def is_salesforce_name(name: str, length: int) -> bool:
    return SAFE.fullmatch(name) is not None and len(name) <= length


def singular(name: str) -> str:
    """The singular of a plain English plural; other names stay as they are."""
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)] + replacement
    if name.endswith("s") and not name.endswith(("ss", "us", "is")) and len(name) > 3:
        return name[:-1]
    return name
