"""Which functions of the standard a database lacks, so that the metadata does not promise them."""

from odata_service.sql.arithmetic import span_seconds
from odata_service.sql.constructs import REFUSED
from odata_service.sql.functions import matches
from odata_service.sql.hierarchies import farther
from odata_service.sql.instants import time_of

WRITTEN_BY = {
    "matchesPattern": matches, "time": time_of, "totalseconds": span_seconds,
    **dict.fromkeys(("isdescendant", "isancestor", "descendants", "ancestors"), farther),
}  # fmt: skip


def lacking(dialect: str) -> frozenset[str]:
    """The names of functions that are 501 over databases of this dialect."""
    refused = REFUSED.get(dialect, set())
    return frozenset(name for name, construct in WRITTEN_BY.items() if construct in refused)
