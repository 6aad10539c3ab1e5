"""Terms of ORDER BY."""

from odata_service.query.bound import Sort
from odata_service.sql.frame import Sql
from odata_service.sql.functions import null_order


def ordered(sort: Sort, term: Sql) -> Sql:
    """A term of ORDER BY."""
    directed = term.desc() if sort.descending else term.asc()
    return null_order(directed) if sort.nullable else directed  # an index serves a column that cannot be null as it is
