"""The demo ERP as it is published: entity sets, names that Salesforce takes, search, order."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from models.erp_tables import (
    AddressKind,
    CustomerGroup,
    Priority,
    addresses,
    countries,
    currencies,
    customers,
    employees,
    exchange_rates,
    invoices,
    order_lines,
    orders,
    prices,
    product_groups,
    products,
    sales_by_month,
    stock,
    vbrleg,
    vbrlegp,
    warehouses,
)
from odata_service.publish import EntitySet, Navigation, Service, Source

SHORT = {"id": "ID", "vat": "VAT", "ean": "EAN", "guid": "GUID"}


def camel(table: Table | Any, columns: Iterable[str] = ()) -> dict[str, str]:
    """`customer_id` is published as `CustomerID`."""
    return {
        column: "".join(SHORT.get(part, part.capitalize()) for part in re.split("_", column))
        for column in (columns or table.c.keys())
    }


def entity_set(table: Table | Any, name: str, **said: Any) -> EntitySet:
    return EntitySet(table, name, names=camel(table) | said.pop("names", {}), **said)


SERVICE = Service(
    name="erp",
    namespace="ERP",
    title="Demo ERP",
    description="A trading company's customers, products, orders and invoices, and the books of the system before.",
    source=Source("ERP_DATABASE_URL", default="sqlite:///data/erp.sqlite"),
    writable=True,
    entity_sets=[
        entity_set(
            customers,
            "Customers",
            enumerations={"customer_group": CustomerGroup},
            search=["customer_name", "city", "email", "vat_number"],
            read_only=["created_at", "changed_at"],
            navigation=[
                Navigation(name="AccountManager", target="Employees", columns=["employee_id"],
                           target_columns=["employee_id"]),
            ],
        ),
        entity_set(addresses, "Addresses", enumerations={"kind": AddressKind}, search=["street", "city"]),
        entity_set(
            orders,
            "Orders",
            enumerations={"priority": Priority},
            search=["customer_reference", "remark"],
            read_only=["created_at", "changed_at"],
            navigation=[Navigation(name="Lines", target="OrderLines", collection=True)],
        ),
        entity_set(order_lines, "OrderLines"),
        entity_set(products, "Products", search=["product_no", "product_name"], read_only=["created_at", "changed_at"]),
        entity_set(product_groups, "ProductGroups"),
        entity_set(prices, "Prices", order_by=["product_no", "price_group", "-valid_from"]),
        entity_set(warehouses, "Warehouses"),
        entity_set(stock, "StockItems"),
        entity_set(invoices, "Invoices", page_size=500),
        entity_set(
            employees,
            "Employees",
            hidden=["salary"],
            navigation=[
                Navigation(name="Manager", target="Employees", columns=["manager_id"], target_columns=["employee_id"]),
                Navigation(name="DirectReports", target="Employees", columns=["employee_id"],
                           target_columns=["manager_id"], collection=True, partner="Manager"),
            ],
        ),
        entity_set(countries, "Countries", page_size=200),
        entity_set(currencies, "Currencies", page_size=200),
        entity_set(exchange_rates, "ExchangeRates", order_by=["currency_code", "-valid_from"]),
        entity_set(
            sales_by_month,
            "SalesByMonth",
            entity_type="MonthlySales",
            key=["year", "month"],
            read_only=True,
            description="Orders, customers and turnover by month, without cancelled orders",
        ),
        EntitySet(
            vbrleg,
            "LegacyDocuments",
            names={
                "MANDT": "Client", "BELNR": "DocumentNo", "KUNNR": "LegacyCustomerNo", "NAME1": "LegacyName",
                "BUDAT": "PostedOn", "FAEDT": "DueOn", "ERDAT": "EnteredOn", "NETWR": "NetValue", "WAERK": "Currency",
                "SPERR": "BlockFlag", "TXT50": "DocumentText",
            },
            dates={"BUDAT": "yyyymmdd", "FAEDT": "yyyymmdd", "ERDAT": "yyyymmdd"},
            search=["NAME1", "TXT50"],
            read_only=True,
            description="Documents of the system before, as it left them",
            descriptions={"BUDAT": "When it was posted; empty where the old system had no date or an impossible one"},
        ),
        EntitySet(
            vbrlegp,
            "LegacyPositions",
            names={"MANDT": "Client", "BELNR": "DocumentNo", "POSNR": "PositionNo", "MATNR": "ProductNo",
                   "MENGE": "Quantity"},
            read_only=True,
            description="The positions of those documents",
        ),
    ],
)  # fmt: skip
