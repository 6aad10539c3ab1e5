"""A small model whose rules about changes are all there are: defaults, hooks, versions, soft deletion, upserts."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    false,
    func,
    insert,
    select,
    update,
)

from odata_service.publish import Change, EntitySet, Refused, Service, Source

METADATA = MetaData()
articles = Table(
    "articles", METADATA,
    Column("id", Integer, primary_key=True),
    Column("number", String(12), nullable=False),
    Column("name", String(40), nullable=False),
    Column("price", Numeric(10, 2)),
    Column("stars", Integer, server_default="3"),
    Column("version", Integer, nullable=False),
    Column("secret", String(20)),
    Column("deleted", Boolean, nullable=False, server_default=false()),
    Column("deleted_by", String(40)),
    UniqueConstraint("number", name="uq_articles_number"),
    CheckConstraint("stars BETWEEN 0 AND 5", name="ck_articles_stars"),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
parts = Table(
    "parts", METADATA,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id")),
    Column("name", String(40), nullable=False),
    Column("removed_at", DateTime),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
log = Table(
    "log", METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry", String(200), nullable=False),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
tokens = Table(
    "tokens", METADATA, Column("token", Uuid, primary_key=True), Column("note", String(40)),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
receipts = Table(
    "receipts", METADATA, Column("number", Uuid, primary_key=True), Column("note", String(40)),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
counters = Table(
    "counters", METADATA, Column("name", String(20), primary_key=True), Column("amount", Integer, nullable=False),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip
notes = Table(
    "notes", METADATA, Column("id", Integer, primary_key=True), Column("note", String(400), nullable=False),
    mysql_engine="InnoDB", mysql_charset="utf8mb4",
)  # fmt: skip


def next_number(change: Change) -> str:
    """The number behind the largest one."""
    largest = change.connection.execute(select(func.max(articles.c.number)).where(articles.c.number.like("A-%")))
    return f"A-{int((largest.scalar() or 'A-0')[2:]) + 1:05}"


def count_versions(change: Change) -> None:
    if change.kind == "update":
        change.values["version"] = change.old["version"] + 1


def watch_prices(change: Change) -> None:
    if (change.values.get("price") or 0) > 1000:
        raise Refused("Prices above 1,000 are set in the office.", column="price")
    if change.kind == "delete" and change.old["name"] == "Keep":
        raise Refused("This one is kept.")


def write_log(change: Change) -> None:
    name = change.row["name"] if change.row else change.old["name"]
    said = f"{change.user} {change.kind} {name}: {', '.join(sorted(change.values))}"
    change.connection.execute(insert(log).values(entry=said[:200]))
    if change.values.get("name") == "Broken":
        change.connection.execute(update(articles).values(number="A-1"))  # breaks the unique constraint


SERVICE = Service(
    name="workshop",
    source=Source("WORKSHOP_URL"),
    writable=True,
    entity_sets=[
        EntitySet(
            articles, "Articles",
            hidden=["secret", "deleted", "deleted_by"], read_only=["version"], immutable=["number"], version="version",
            defaults={"number": next_number, "version": 1},
            before=[count_versions, watch_prices], after=[write_log],
            soft_delete={"deleted": True, "deleted_by": lambda change: change.user},
        ),
        EntitySet(parts, "Parts", hidden=["removed_at"], soft_delete={"removed_at": lambda change: datetime.now(UTC)}),
        EntitySet(log, "Log", read_only=True),
        EntitySet(tokens, "Tokens", if_match_required=True, strict=True, read_only=["note"]),
        EntitySet(receipts, "Receipts", read_only=["number"]),
        EntitySet(counters, "Counters", upsert=True),
        EntitySet(notes, "Notes", duplicate_window=2),
    ],
)  # fmt: skip
