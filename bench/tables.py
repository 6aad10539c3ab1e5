"""The tables that are measured: orders of twelve columns, and their lines; and how they are published."""

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Table,
)

from odata_service.publish import EntitySet, Navigation, Service, Source

VARIABLE = "BENCH_DATABASE_URL"
metadata = MetaData()

orders = Table(
    "orders", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("order_no", String(20), nullable=False),
    Column("customer_id", Integer, nullable=False),
    Column("order_date", Date, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("status", String(12), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("net_amount", Numeric(12, 2), nullable=False),
    Column("tax_amount", Numeric(12, 2), nullable=False),
    Column("discount", Numeric(5, 2)),
    Column("ship_city", String(40)),
    Column("note", String(100)),
    Index("orders_customer", "customer_id"),
)  # fmt: skip

order_lines = Table(
    "order_lines", metadata,
    Column("order_id", Integer, ForeignKey(orders.c.id), nullable=False),
    Column("line_no", Integer, nullable=False),
    Column("product_no", String(20), nullable=False),
    Column("quantity", Numeric(12, 3), nullable=False),
    Column("unit_price", Numeric(12, 4), nullable=False),
    Column("line_amount", Numeric(14, 2), nullable=False),
    Column("delivered", Date),
    Column("remark", String(60)),
    PrimaryKeyConstraint("order_id", "line_no"),
)  # fmt: skip

# What a page in the order of a column that may be null seeks in: the column and the key; nulls come first.
DELIVERED = {
    "postgresql": Index("lines_delivered", order_lines.c.delivered.nulls_first(), "order_id", "line_no"),
}
DELIVERED_ELSEWHERE = Index("lines_delivered_plain", order_lines.c.delivered, "order_id", "line_no")
ALL_INDEXES = (*DELIVERED.values(), DELIVERED_ELSEWHERE)
for _index in ALL_INDEXES:
    order_lines.indexes.discard(_index)  # made behind the rows, for one kind of database

SERVICE = Service(
    name="bench",
    source=Source(VARIABLE),
    writable=True,
    entity_sets=[
        EntitySet(
            orders, navigation=[Navigation(name="lines", target="order_lines", columns=["id"],
                                           target_columns=["order_id"], collection=True)],
        ),
        EntitySet(order_lines),
    ],
)  # fmt: skip
