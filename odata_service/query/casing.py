"""Texts that are compared with case, or without, because the model says so: what is compared instead of them."""

from collections.abc import Sequence

from odata_service.edm.properties import Case
from odata_service.edm.types import STRING
from odata_service.query.bound import Bound, Call, Member, Parameter
from odata_service.url.folding import NotFolded

# Functions whose result depends on case.
CASED = frozenset({"contains", "startswith", "endswith", "indexof"})


def cased(sides: Sequence[Bound]) -> tuple[Bound, ...]:
    """What is compared for these: all in small letters where one of them is a property whose case means nothing, and
    letter by letter where it does."""
    cases = {side.item.case for side in sides if isinstance(side, Member)}
    if Case.INSENSITIVE in cases:
        if any(isinstance(side, Parameter) and side.many for side in sides):
            raise NotFolded
        return tuple(Call("tolower", (side,), STRING) if side.type is STRING else side for side in sides)
    if Case.EXACT in cases:
        return tuple(_exact(side) for side in sides)
    return tuple(sides)


def _exact(side: Bound) -> Bound:
    return Call("exact", (side,), STRING) if isinstance(side, Member) and side.item.case is Case.EXACT else side
