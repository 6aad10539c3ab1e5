"""Questions to a live database about what no declaration says: whether keys are keys, and values what they are said to
be. Each has a time limit; what takes longer is left open, and said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, UniqueConstraint, func, literal_column, or_, select
from sqlalchemy.exc import SQLAlchemyError

from odata_service.edm.changes import is_view
from odata_service.edm.keys import is_partial
from odata_service.edm.model import EntitySet
from odata_service.edm.properties import Property
from odata_service.edm.types import DATE, DATE_TIME_OFFSET, STRING, EnumType
from odata_service.modelling.findings import Finding
from odata_service.modelling.terminal import counted
from odata_service.sql.decoders import decoder

SAMPLE = 1000  # rows
EXAMPLES = 3
# What people write where they know no date.
SENTINELS = ("9999-12-31", "9999-01-01", "1900-01-01", "1753-01-01", "1899-12-30", "0001-01-01", "2999-12-31")


@dataclass(frozen=True, slots=True)
class Sampling:
    """A database that is asked."""

    engine: Engine
    seconds: float

    def findings(self, entity_set: EntitySet, there: Table) -> Iterator[Finding]:
        """What an entity set's rows say."""
        for ask in (self._key, self._nulls, self._values, self._case, self._types):
            yield from self._asked(ask, entity_set, there)

    def _asked(
        self, ask: Callable[[Connection, EntitySet, Table], Iterator[Finding]], entity_set: EntitySet, there: Table
    ) -> list[Finding]:
        try:
            with self.engine.connect() as connection:
                return list(ask(connection, entity_set, there))
        except SQLAlchemyError as error:
            what = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())[:90]
            return [Finding("note", entity_set.name, f"its rows were not looked at within {self.seconds:g} s ({what})")]

    def _key(self, connection: Connection, entity_set: EntitySet, there: Table) -> Iterator[Finding]:
        """Duplicates and nulls in a key that the database does not guard."""
        names = [str(item.column.name) for item in entity_set.type.key_properties]
        columns = [there.c[name] for name in names if name in there.c]
        if len(columns) < len(names):
            return
        where = ", ".join(entity_set.type.key)
        if any(column.nullable and not column.primary_key for column in columns):
            empty = (
                select(func.count(literal_column("*")))
                .select_from(there)
                .where(or_(*(one.is_(None) for one in columns)))
            )
            count = connection.execute(empty).scalar() or 0
            if count:
                yield Finding("error", where, f"{count:,} rows have null in the key; they cannot be addressed",
                              "where={…} that leaves them out")  # fmt: skip
        if _is_guarded(there, names):
            return
        twice = (
            select(*columns, func.count(literal_column("*")))
            .group_by(*columns)
            .having(func.count(literal_column("*")) > 1)
        )
        found = connection.execute(twice.limit(EXAMPLES)).all()
        if found:
            said = "; ".join(f"{', '.join(map(str, row[:-1]))} ({row[-1]} times)" for row in found)
            yield Finding("error", where, f"the key does not tell rows apart: {said}", "more columns in key=[…]")

    def _nulls(self, connection: Connection, entity_set: EntitySet, there: Table) -> Iterator[Finding]:
        """Nulls in what is declared to have a value always."""
        for item in entity_set.whole.properties.values():
            column = there.c.get(str(getattr(item.column, "name", "")))
            if (
                column is None
                or item.nullable
                or not column.nullable
                or item.name in entity_set.type.key
                or is_view(there)
            ):
                continue
            if connection.execute(select(column).where(column.is_(None)).limit(1)).first() is not None:
                yield Finding("error", item.name, "it is declared to have a value always, and there are rows with null",
                              "nullable=True in the model")  # fmt: skip

    def _values(self, connection: Connection, entity_set: EntitySet, there: Table) -> Iterator[Finding]:
        """Values that stand for none, or that people use for none."""
        items = [
            item for item in entity_set.whole.properties.values() if _may_be_odd(item) and _own(there, item) is not None
        ]
        if not items:
            return
        sample: Select[Any] = select(*(item.column for item in items)).select_from(entity_set.type.table).limit(SAMPLE)
        text = str(sample.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
        rows = connection.exec_driver_sql(text).fetchall()  # as the driver has them: so they are read
        for place, item in enumerate(items):
            yield from self._odd_values(item, [row[place] for row in rows])

    def _odd_values(self, item: Property, values: Sequence[Any]) -> Iterator[Finding]:
        decode = decoder(self.engine.dialect.name, item.type, item)
        known = [value for value in values if value is not None]
        read = [(value, decode(value) if decode is not None else value) for value in known]
        none = sorted({str(value) for value, found in read if found is None} - {str(one) for one in item.nulls})
        if none:
            count, usual = sum(found is None for _, found in read), all(not value.strip(" 0-:") for value in none)
            said = ", ".join(repr(value) for value in none[:EXAMPLES])
            text = f"{count} of {len(values)} values that were looked at are none: {said}; they are null in answers"
            yield Finding("note" if usual else "warning", item.name, text)
        if item.type in (DATE, DATE_TIME_OFFSET):
            days = sorted({str(found)[:10] for _, found in read if found is not None} & set(SENTINELS))
            if days:
                text = f"there are days that often mean that there is none: {', '.join(days)}"
                yield Finding("note", item.name, text, f'properties={{"{item.column.key}": Property(nulls=[…])}}')

    def _types(self, connection: Connection, entity_set: EntitySet, there: Table) -> Iterator[Finding]:
        """Values of the discriminator that no type has."""
        types = entity_set.types
        column = None if types is None else there.c.get(str(types.discriminator.name))
        if types is None or column is None:
            return
        own = entity_set.rules.defaults.get(str(types.discriminator.key))
        known = [value for one in types.derived.values() for value in one.values]
        known += [] if own is None or callable(own) else [own]
        others = select(column, func.count(literal_column("*"))).where(column.is_not(None), column.not_in(known))
        found = connection.execute(others.group_by(column).order_by(column).limit(EXAMPLES)).all()
        if found:
            said = ", ".join(f"{value!r} ({counted(count, 'row')})" for value, count in found)
            yield Finding(
                "warning", str(column.name), f"no type has these values: {said}; such entities are of the type "
                f"{types.declared.name}", "a DerivedType with this value, or defaults={…} that has it",
            )  # fmt: skip

    def _case(self, connection: Connection, entity_set: EntitySet, there: Table) -> Iterator[Finding]:
        """Whether a text of the key is found when it is written in other letters."""
        for item in entity_set.type.key_properties:
            column = _own(there, item)
            if item.type is not STRING or column is None or item.ruled:
                continue
            texts = connection.execute(select(column).where(column.is_not(None)).limit(EXAMPLES * 10)).scalars().all()
            value = next((one for one in texts if isinstance(one, str) and one.swapcase() != one), None)
            if value is None:
                continue
            found = connection.execute(select(column).where(column == value.swapcase()).limit(1)).scalar()
            if isinstance(found, str) and found.rstrip() == value.rstrip():
                same = f"the database finds {value.rstrip()!r} by {value.swapcase().rstrip()!r} as well"
                yield Finding("note", item.name, f"{same}; Salesforce shows a row only by the key as it is written")


def _own(there: Table, item: Property) -> Any:
    """The column of a property, as the database has it."""
    return there.c.get(str(getattr(item.column, "name", "")))


def _may_be_odd(item: Property) -> bool:
    return item.ruled or isinstance(item.type, EnumType) or item.type in (DATE, DATE_TIME_OFFSET)


def _is_guarded(table: Table, names: Sequence[str]) -> bool:
    """Whether the database itself keeps these columns apart: some of them are unique."""
    unique = [[column.name for column in table.primary_key]]
    unique += [
        [column.name for column in one.columns] for one in table.constraints if isinstance(one, UniqueConstraint)
    ]
    unique += [[column.name for column in one.columns] for one in table.indexes if one.unique and not is_partial(one)]
    return any(one and set(one) <= set(names) for one in unique)
