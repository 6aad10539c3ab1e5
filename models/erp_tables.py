"""The tables of the demo ERP, as SQLAlchemy Core: the same definition makes them on SQLite, PostgreSQL and MariaDB.

The comments of tables and columns are the descriptions that Salesforce's administrator reads.
"""

import uuid
from datetime import UTC, datetime
from enum import Enum, IntEnum
from typing import Any

from sqlalchemy import (
    CHAR,
    BigInteger,
    Boolean,
    Column,
    CreateView,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    Uuid,
    cast,
    extract,
    false,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.dialects import mysql


class CustomerGroup(Enum):
    """Stored as one letter in a text column."""

    Retail = "R"
    Wholesale = "W"
    Industry = "I"
    PublicSector = "P"


class AddressKind(Enum):
    Billing = "BILL"
    Delivery = "SHIP"
    Service = "SERV"


class OrderStatus(Enum):
    Draft = "DR"
    Open = "OP"
    Picking = "PI"
    Shipped = "SH"
    Invoiced = "IN"
    Cancelled = "CA"


class Priority(IntEnum):
    """Stored as a number."""

    Low = 10
    Normal = 20
    High = 30
    Urgent = 90


metadata = MetaData()

MARIADB: dict[str, Any] = {
    "mysql_charset": "utf8mb4",
    "mysql_engine": "InnoDB",
}  # three-byte utf8 has no room for an emoji
MONEY = Numeric(15, 2)
PRICE = Numeric(15, 4)
RATE = Numeric(18, 6)
QUANTITY = Numeric(12, 3)
# MariaDB's DATETIME drops the fractions of a second unless it is told to keep them.
INSTANT = DateTime(timezone=True).with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LOCAL_TIME = DateTime()


def utc_now() -> datetime:
    return datetime.now(UTC)


def _flag(name: str, default: bool, comment: str | None = None) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=true() if default else false(), comment=comment)


def _history() -> tuple[Column[Any], Column[Any]]:
    """The two columns that say when a row was made and when it was changed last."""
    return (
        Column("created_at", INSTANT, nullable=False, default=utc_now),
        Column("changed_at", INSTANT, nullable=False, default=utc_now, onupdate=utc_now),
    )


currencies = Table(
    "currencies",
    metadata,
    Column("currency_code", String(3), primary_key=True, comment="ISO 4217"),
    Column("currency_name", String(60), nullable=False),
    Column("symbol", String(4)),
    Column("decimals", SmallInteger, nullable=False, comment="Digits behind the decimal point of an amount"),
    comment="Currencies that we trade in",
    **MARIADB,
)

exchange_rates = Table(
    "exchange_rates",
    metadata,
    Column("currency_code", ForeignKey(currencies.c.currency_code), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("rate", RATE, nullable=False, comment="Units of the currency that one euro buys"),
    comment="Monthly exchange rates to the euro",
    **MARIADB,
)

countries = Table(
    "countries",
    metadata,
    Column("country_code", String(2), primary_key=True, comment="ISO 3166-1 alpha-2"),
    Column("country_name", String(80), nullable=False, comment="In the language of the country"),
    Column("currency_code", ForeignKey(currencies.c.currency_code), nullable=False),
    _flag("in_european_union", default=False),
    comment="Countries that we deliver to",
    **MARIADB,
)

employees = Table(
    "employees",
    metadata,
    Column("employee_id", Integer, primary_key=True),
    Column("manager_id", ForeignKey("employees.employee_id"), index=True, comment="Empty for the managing director"),
    Column("first_name", String(60), nullable=False),
    Column("last_name", String(60), nullable=False, index=True),
    Column("email", String(120), nullable=False, unique=True),
    Column("job_title", String(80)),
    Column("hired_on", Date, nullable=False),
    Column("born_on", Date),
    Column("salary", MONEY, comment="Gross per year, in euro"),
    Column("badge", LargeBinary(16), comment="Serial number of the door badge"),
    _flag("active", default=True),
    comment="Our own people",
    **MARIADB,
)

customers = Table(
    "customers",
    metadata,
    Column("customer_id", Integer, primary_key=True),
    Column("customer_name", String(120), nullable=False, index=True),
    Column("customer_group", String(1), nullable=False, index=True),
    Column("account_guid", Uuid, nullable=False, unique=True, default=uuid.uuid4, comment="Id of the web shop account"),
    Column("vat_number", String(20)),
    Column("email", String(120), index=True),
    Column("phone", String(40)),
    Column("website", String(255)),
    Column("city", String(80), index=True),
    Column("country_code", ForeignKey(countries.c.country_code), nullable=False, index=True),
    Column("currency_code", ForeignKey(currencies.c.currency_code), nullable=False),
    Column("employee_id", ForeignKey(employees.c.employee_id), index=True, comment="The account manager"),
    Column("credit_limit", MONEY, comment="Empty: no limit was ever agreed"),
    Column("balance", MONEY, nullable=False, server_default="0", comment="Negative: we owe the customer"),
    Column("annual_revenue", Numeric(18, 2), comment="As published by the customer, in the customer's currency"),
    Column("discount_percent", Numeric(5, 2), nullable=False, server_default="0"),
    _flag("blocked", default=False, comment="No deliveries until somebody has looked at it"),
    Column("newsletter", Boolean, comment="Empty: never asked"),
    Column("customer_since", Date, index=True),
    Column("notes", Text, comment="What the account manager wants to remember"),
    *_history(),
    Index("ix_customers_changed_at", "changed_at"),
    comment="Companies that buy from us",
    **MARIADB,
)

addresses = Table(
    "addresses",
    metadata,
    Column("address_id", Integer, primary_key=True),
    Column("customer_id", ForeignKey(customers.c.customer_id), nullable=False, index=True),
    Column("kind", String(4), nullable=False),
    Column("addressee", String(120)),
    Column("street", String(120), nullable=False),
    Column("postal_code", String(12), index=True),
    Column("city", String(80), nullable=False, index=True),
    Column("region", String(60)),
    Column("country_code", ForeignKey(countries.c.country_code), nullable=False, index=True),
    Column("latitude", Double),
    Column("longitude", Double),
    comment="Where customers receive goods, invoices and service",
    **MARIADB,
)

product_groups = Table(
    "product_groups",
    metadata,
    Column("group_code", String(8), primary_key=True),
    Column("parent_code", ForeignKey("product_groups.group_code"), index=True),
    Column("group_name", String(80), nullable=False),
    comment="The tree in which products are sorted",
    **MARIADB,
)

products = Table(
    "products",
    metadata,
    Column("product_no", String(30), primary_key=True, comment="The number that is printed on the shelf"),
    Column("product_name", String(160), nullable=False, index=True),
    Column("group_code", ForeignKey(product_groups.c.group_code), nullable=False, index=True),
    Column("description", Text),
    Column("unit", String(8), nullable=False, server_default="PC", comment="UN/ECE recommendation 20"),
    Column("list_price", PRICE, nullable=False),
    Column("standard_cost", RATE, comment="Six decimals: small parts cost fractions of a cent"),
    Column("weight_kg", Double),
    Column("ean", BigInteger, unique=True, comment="GTIN-13"),
    Column("serial_range_start", BigInteger, comment="First serial number of the maker, up to 19 digits"),
    Column("minimum_order", Integer, nullable=False, server_default="1"),
    _flag("stocked", default=True),
    Column("discontinued_on", Date),
    *_history(),
    Index("ix_products_changed_at", "changed_at"),
    comment="All that we sell or once sold",
    **MARIADB,
)

prices = Table(
    "prices",
    metadata,
    Column("product_no", ForeignKey(products.c.product_no), primary_key=True),
    Column("price_group", String(1), primary_key=True, comment="The customer group that the price is for"),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date, comment="Empty: until further notice; 9999-12-31 means the same"),
    Column("price", PRICE, nullable=False),
    Column("currency_code", ForeignKey(currencies.c.currency_code), nullable=False),
    comment="What a product costs for whom and when",
    **MARIADB,
)

warehouses = Table(
    "warehouses",
    metadata,
    Column("warehouse_code", String(4), primary_key=True),
    Column("warehouse_name", String(80), nullable=False),
    Column("city", String(80), nullable=False),
    Column("country_code", ForeignKey(countries.c.country_code), nullable=False),
    Column("opens_at", Time, comment="Local time"),
    Column("closes_at", Time, comment="Local time"),
    Column("employee_id", ForeignKey(employees.c.employee_id), comment="Who runs it"),
    comment="Where our goods lie",
    **MARIADB,
)

stock = Table(
    "stock",
    metadata,
    Column("warehouse_code", ForeignKey(warehouses.c.warehouse_code), primary_key=True),
    Column("product_no", ForeignKey(products.c.product_no), primary_key=True, index=True),
    Column("quantity", QUANTITY, nullable=False, comment="Negative when goods left before they were booked in"),
    Column("reserved", Integer, nullable=False, server_default="0"),
    Column("bin_location", String(20)),
    Column("counted_at", LOCAL_TIME, comment="Last stock-taking, in the warehouse's own time"),
    comment="What lies where",
    **MARIADB,
)

orders = Table(
    "orders",
    metadata,
    Column("order_id", Integer, primary_key=True),
    Column("customer_id", ForeignKey(customers.c.customer_id), nullable=False, index=True),
    Column("employee_id", ForeignKey(employees.c.employee_id), index=True, comment="Who took the order"),
    Column("address_id", ForeignKey(addresses.c.address_id), index=True, comment="Where the goods go"),
    Column(
        "status",
        EnumColumn(
            OrderStatus, native_enum=False, length=2, values_callable=lambda kind: [item.value for item in kind]
        ),
        nullable=False,
        index=True,
        default=OrderStatus.Draft,
    ),
    Column("priority", SmallInteger, nullable=False, server_default="20"),
    Column("order_date", Date, nullable=False, index=True),
    Column("requested_on", Date, comment="When the customer wants the goods"),
    Column("shipped_at", LOCAL_TIME, comment="When the truck left, in the warehouse's own time"),
    Column("currency_code", ForeignKey(currencies.c.currency_code), nullable=False),
    Column("exchange_rate", RATE, nullable=False, comment="Units of the currency per euro on the order date"),
    Column("net_amount", MONEY, nullable=False, comment="The sum of the lines, in the order's currency"),
    Column("customer_reference", String(60), index=True, comment="The customer's own order number"),
    Column("tracking_number", BigInteger, comment="The carrier's, up to 19 digits"),
    Column("remark", String(1000), comment="Printed on the delivery note"),
    *_history(),
    Index("ix_orders_changed_at", "changed_at"),
    comment="What customers have ordered",
    **MARIADB,
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", ForeignKey(orders.c.order_id), primary_key=True),
    Column("line_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("product_no", ForeignKey(products.c.product_no), nullable=False, index=True),
    Column("warehouse_code", ForeignKey(warehouses.c.warehouse_code), index=True, comment="Empty: drop shipment"),
    Column("quantity", QUANTITY, nullable=False, comment="Negative: returned"),
    Column("unit_price", PRICE, nullable=False),
    Column("discount_percent", Numeric(5, 2), nullable=False, server_default="0"),
    Column("line_amount", MONEY, nullable=False),
    Column("line_text", String(255)),
    comment="The lines of the orders",
    **MARIADB,
)

invoices = Table(
    "invoices",
    metadata,
    Column("invoice_id", Uuid, primary_key=True, default=uuid.uuid4),
    Column("invoice_no", String(16), nullable=False, unique=True),
    Column("order_id", ForeignKey(orders.c.order_id), nullable=False, index=True),
    Column("customer_id", ForeignKey(customers.c.customer_id), nullable=False, index=True),
    Column("invoiced_on", Date, nullable=False, index=True),
    Column("due_on", Date),
    Column("gross_amount", MONEY, nullable=False, comment="Negative: a credit note"),
    Column("currency_code", ForeignKey(currencies.c.currency_code), nullable=False),
    Column("payment_reference", BigInteger, unique=True, comment="What the bank transfer must quote, 19 digits"),
    _flag("paid", default=False),
    Column("paid_at", INSTANT),
    comment="Invoices and credit notes",
    **MARIADB,
)

# The books of the system that came before, as it left them: cryptic names, texts padded with blanks, blanks or zeros
# where nothing is known, dates as numbers, some of them impossible.
vbrleg = Table(
    "VBRLEG",
    metadata,
    Column("MANDT", CHAR(3), primary_key=True),
    Column("BELNR", CHAR(10), primary_key=True),
    Column("KUNNR", CHAR(10), nullable=False),
    Column("NAME1", CHAR(35), nullable=False),
    Column("BUDAT", Integer, nullable=False),
    Column("FAEDT", Integer, nullable=False),
    Column("ERDAT", CHAR(8), nullable=False),
    Column("NETWR", Numeric(13, 2), nullable=False),
    Column("WAERK", CHAR(5), nullable=False),
    Column("SPERR", CHAR(1), nullable=False),
    Column("TXT50", CHAR(50), nullable=False),
    Index("VBRLEG~K", "MANDT", "KUNNR"),
    **MARIADB,
)

vbrlegp = Table(
    "VBRLEGP",
    metadata,
    Column("MANDT", CHAR(3), primary_key=True),
    Column("BELNR", CHAR(10), primary_key=True),
    Column("POSNR", CHAR(6), primary_key=True),
    Column("MATNR", CHAR(18), nullable=False),
    Column("MENGE", Numeric(13, 3), nullable=False),
    ForeignKeyConstraint(["MANDT", "BELNR"], ["VBRLEG.MANDT", "VBRLEG.BELNR"]),
    **MARIADB,
)

_year = cast(extract("year", orders.c.order_date), Integer)
_month = cast(extract("month", orders.c.order_date), Integer)
_euro = func.round(func.sum(orders.c.net_amount / orders.c.exchange_rate), 2)
sales_by_month = CreateView(
    select(
        _year.label("year"),
        _month.label("month"),
        func.count().label("orders"),
        func.count(orders.c.customer_id.distinct()).label("customers"),
        type_coerce(_euro, Numeric(18, 2)).label("net_amount_eur"),
    )
    .where(orders.c.status != OrderStatus.Cancelled)
    .group_by(_year, _month),
    "sales_by_month",
    metadata=metadata,
).table

demo_build = Table(
    "demo_build",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("scale", Double, nullable=False),
    Column("complete", Boolean, nullable=False),
    comment="Says that the demo's tables are ours, and whether they are complete",
    **MARIADB,
)
