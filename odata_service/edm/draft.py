"""A model under construction, and how its mistakes are told."""

import os
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb

from odata_service import publish
from odata_service.edm.types import EnumType


class ModelError(Exception):
    """A declaration that cannot be published: one sentence per mistake."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


# Whoever has written a model file has written nothing there.
OTHERS = (str(Path(publish.__file__).parent), *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")))


def told(error: Exception) -> str:
    """What a model file does wrong: `models/shop.py, line 12: NameError: name 'x' is not defined`."""
    if isinstance(error, SyntaxError):
        return f"{_shown(error.filename or '')}, line {error.lineno}: {error.msg}"
    frames = [one for one in extract_tb(error.__traceback__) if not one.filename.startswith((*OTHERS, "<"))]
    place = f"{_shown(frames[-1].filename)}, line {frames[-1].lineno}: " if frames else ""
    return f"{place}{type(error).__name__}: {error}"


def _shown(path: str) -> str:
    near = os.path.relpath(path)
    return path if near.startswith("..") else near


@dataclass(slots=True)
class Draft:
    """A model under construction, and what is wrong with it."""

    namespace: str
    dialect: str | None = None
    source: publish.Source | None = None
    writable: bool = False
    enum_types: dict[str, EnumType] = field(default_factory=dict)
    type_names: set[str] = field(default_factory=set)  # of entity types and enumerations: one must not be the other's
    mistakes: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
