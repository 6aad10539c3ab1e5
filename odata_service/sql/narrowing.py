"""What WHERE says of rows that have to meet conditions, or FROM in its place."""

from collections.abc import Sequence

from odata_service.query.bound import Among, Bound, Parameter, Placed, Range
from odata_service.sql.expression import among_rows, holds
from odata_service.sql.frame import Frame, Sql
from odata_service.sql.writer import Writer

# Databases that carry a SELECT within IN out again for each row, and one that is joined once.
JOINING = frozenset({"firebird"})


def met(conditions: Sequence[Bound], frame: Frame, writer: Writer) -> list[Sql]:
    """What has to be true so that all conditions are. Where it is quicker, what they look for is joined."""
    where = []
    for condition in conditions:
        match condition:
            case Among() if writer.joining:
                frame.narrow(*among_rows(condition, frame, writer))
            case Placed(origin=Range() | Parameter()) if writer.joining:
                frame.narrow(*writer.sought(condition, frame, writer))
            case _:
                where.append(holds(condition, frame, writer))
    return where
