"""The demo's rows: computed from their numbers alone, so that every database gets the same ones.

A smaller scale has the same first customers, addresses, products and prices; its orders name only those that it has.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from models.erp_tables import AddressKind, OrderStatus
from models.erp_words import (
    COUNTRIES,
    CURRENCIES,
    FIRST_NAMES,
    GROUPS,
    LAST_NAMES,
    LEGAL_FORMS,
    NOTES,
    ODD_CUSTOMERS,
    ODD_PRODUCTS,
    PRODUCT_NOUNS,
    PRODUCT_QUALITIES,
    REMARKS,
    STREETS,
    TITLES,
    TRADES,
)

Row = dict[str, Any]

EMPLOYEES, CUSTOMERS, PRODUCTS, ORDERS = 200, 10_000, 20_000, 50_000
START = datetime(2022, 1, 3, 6, 0, tzinfo=UTC)
SPACE = uuid.UUID("6f1c6c52-2c0e-4a53-9d39-1e6f0f8d3b6a")
STATUSES = tuple(OrderStatus)


def mixed(*parts: int) -> int:
    """A number that looks random and always is the same for the same parts."""
    value = 0x9E3779B97F4A7C15
    for part in parts:
        value = further(value, part)
    return value


def further(value: int, part: int) -> int:
    """`further(mixed(a, b), c)` is `mixed(a, b, c)`."""
    value = (value ^ (part + 0x7F4A7C15)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return value ^ value >> 29


def cents(number: int) -> Decimal:
    return Decimal(number).scaleb(-2)


def country_of(number: int) -> tuple[str, str, str, bool, tuple[str, ...]]:
    return COUNTRIES[mixed(number, 11) % len(COUNTRIES)]


def city_of(number: int) -> str:
    cities = country_of(number)[4]
    return cities[mixed(number, 12) % len(cities)]


def currencies() -> Iterator[Row]:
    for code, name, symbol, decimals, _ in CURRENCIES:
        yield {"currency_code": code, "currency_name": name, "symbol": symbol, "decimals": decimals}


def exchange_rates() -> Iterator[Row]:
    for index, (code, _, _, _, rate) in enumerate(CURRENCIES):
        for month in range(48):
            drift = Decimal(mixed(index, month, 1) % 2000 - 1000) / 20_000
            yield {
                "currency_code": code,
                "valid_from": date(2022 + month // 12, month % 12 + 1, 1),
                "rate": (Decimal(rate) * (1 + (0 if code == "EUR" else drift))).quantize(Decimal("0.000001")),
            }


def countries() -> Iterator[Row]:
    for code, name, currency, union, _ in COUNTRIES:
        yield {"country_code": code, "country_name": name, "currency_code": currency, "in_european_union": union}


def employees(scale: float) -> Iterator[Row]:
    for number in range(1, EMPLOYEES + 1):
        first, last = FIRST_NAMES[mixed(number, 1) % len(FIRST_NAMES)], LAST_NAMES[mixed(number, 2) % len(LAST_NAMES)]
        yield {
            "employee_id": number,
            "manager_id": None if number == 1 else (number + 6) // 8,
            "first_name": first,
            "last_name": last,
            "email": f"e{number:03}@example.com",
            "job_title": None if number % 17 == 0 else TITLES[min(number // 9, len(TITLES) - 1)],
            "hired_on": date(2001, 1, 1) + timedelta(days=mixed(number, 3) % 8000),
            "born_on": None if number % 13 == 0 else date(1960, 1, 1) + timedelta(days=mixed(number, 4) % 15000),
            "salary": None if number == 1 else cents(3_000_000 + mixed(number, 5) % 9_000_000),
            "badge": None if number % 10 == 0 else mixed(number, 6).to_bytes(8, "big") * 2,
            "active": number % 11 != 0,
        }


def customers(scale: float) -> Iterator[Row]:
    for number in range(1, max(20, int(CUSTOMERS * scale)) + 1):
        country = country_of(number)
        changed = START + timedelta(minutes=mixed(number, 31) % 2_000_000, microseconds=mixed(number, 32) % 1_000_000)
        yield {
            "customer_id": number,
            "customer_name": customer_name(number),
            "customer_group": "RWIP"[mixed(number, 33) % 4],
            "account_guid": uuid.uuid5(SPACE, str(number)),
            "vat_number": None if number % 7 == 0 else f"{country[0]}{mixed(number, 34) % 10**9:09}",
            "email": None if number % 9 == 0 else f"office{number}@example.com",
            "phone": None if number % 5 == 0 else f"+{mixed(number, 35) % 90 + 10} {mixed(number, 36) % 10**8:08}",
            "website": None if number % 3 else f"https://www.example.com/companies/{number}",
            "city": None if number % 101 == 0 else city_of(number),
            "country_code": country[0],
            "currency_code": country[2],
            "employee_id": None if number % 23 == 0 else mixed(number, 37) % EMPLOYEES + 1,
            "credit_limit": None if number % 6 == 0 else cents(mixed(number, 38) % 10_000_000 // 1000 * 1000),
            "balance": cents(mixed(number, 39) % 20_000_000 - 2_000_000),
            "annual_revenue": None if number % 4 else cents(mixed(number, 40) % 10**14),
            "discount_percent": Decimal(mixed(number, 41) % 31) / 2,
            "blocked": number % 97 == 0,
            "newsletter": (None, True, False)[mixed(number, 42) % 3],
            "customer_since": None if number % 19 == 0 else date(1998, 1, 1) + timedelta(days=mixed(number, 43) % 9500),
            "notes": None if number % 8 else NOTES[mixed(number, 44) % len(NOTES)] * (1 + number % 3),
            "created_at": START - timedelta(days=mixed(number, 45) % 3000),
            "changed_at": changed,
        }


def customer_name(number: int) -> str:
    if number <= len(ODD_CUSTOMERS):
        return ODD_CUSTOMERS[number - 1]
    last = LAST_NAMES[mixed(number, 21) % len(LAST_NAMES)]
    trade = TRADES[mixed(number, 22) % len(TRADES)]
    return f"{last} {trade} {LEGAL_FORMS[mixed(number, 23) % len(LEGAL_FORMS)]}"


def addresses(scale: float) -> Iterator[Row]:
    for number in range(1, max(20, int(CUSTOMERS * scale)) + 1):
        kinds = tuple(AddressKind)[: 1 + mixed(number, 51) % 3]
        for index, kind in enumerate(kinds):
            place = number if index == 0 else number * 7 + index
            yield {
                "address_id": number * 3 + index,
                "customer_id": number,
                "kind": kind.value,
                "addressee": None if index == 0 else f"Tor {mixed(number, 52) % 9 + 1} / Gate",
                "street": f"{STREETS[mixed(number, index, 53) % len(STREETS)]} {mixed(number, 54) % 200 + 1}",
                "postal_code": None if number % 53 == 0 else f"{mixed(number, 55) % 90000 + 10000}",
                "city": city_of(place),
                "region": None if number % 2 else "Süd",
                "country_code": country_of(place)[0],
                "latitude": None if number % 4 == 0 else (mixed(number, 56) % 140_000_000) / 1e6 - 70,
                "longitude": None if number % 4 == 0 else (mixed(number, 57) % 360_000_000) / 1e6 - 180,
            }


def product_groups() -> Iterator[Row]:
    for code, parent, name in GROUPS:
        yield {"group_code": code, "parent_code": parent, "group_name": name}


@cache
def product_no(number: int) -> str:
    return f"{GROUPS[number % len(GROUPS)][0]}-{number:05}"


def products(scale: float) -> Iterator[Row]:
    for number in range(1, max(40, int(PRODUCTS * scale)) + 1):
        price = price_of(number)
        quality = PRODUCT_QUALITIES[mixed(number, 61) % len(PRODUCT_QUALITIES)]
        noun = PRODUCT_NOUNS[mixed(number, 62) % len(PRODUCT_NOUNS)]
        yield {
            "product_no": product_no(number),
            "product_name": ODD_PRODUCTS[number - 1]
            if number <= len(ODD_PRODUCTS)
            else f"{quality} {noun} {number % 97}",
            "group_code": GROUPS[number % len(GROUPS)][0],
            "description": None if number % 3 == 0 else f"{noun}: {quality}. " + NOTES[mixed(number, 63) % len(NOTES)],
            "unit": ("PC", "KGM", "MTR", "SET")[mixed(number, 64) % 4],
            "list_price": price,
            "standard_cost": None
            if number % 29 == 0
            else (price * 6 / 10).quantize(Decimal("0.000001")) + Decimal("0.000123"),
            "weight_kg": None if number % 12 == 0 else (mixed(number, 65) % 100_000) / 1000,
            "ean": None if number % 37 == 0 else 4_000_000_000_000 + number,
            "serial_range_start": None if number % 2 else 9_007_199_254_740_993 + number * 10_007,
            "minimum_order": 1 + mixed(number, 66) % 10 * (number % 5 == 0),
            "stocked": number % 10 != 0,
            "discontinued_on": date(2024, 1, 1) + timedelta(days=mixed(number, 67) % 700) if number % 15 == 0 else None,
            "created_at": START - timedelta(days=mixed(number, 68) % 2000),
            "changed_at": START + timedelta(minutes=mixed(number, 69) % 2_000_000),
        }


@cache
def price_of(number: int) -> Decimal:
    return Decimal(mixed(number, 60) % 5_000_000 + 1).scaleb(-4) * (1 if number % 7 else 100)


def prices(scale: float) -> Iterator[Row]:
    for number in range(1, max(40, int(PRODUCTS * scale)) + 1):
        group = "RWIP"[mixed(number, 71) % 4]
        base = price_of(number)
        for index, year in enumerate((2023, 2024, 2025)[: 1 + number % 3]):
            last = index == number % 3
            end = (None if number % 2 else date(9999, 12, 31)) if last else date(year, 12, 31)
            yield {
                "product_no": product_no(number),
                "price_group": group,
                "valid_from": date(year, 1, 1),
                "valid_to": end,
                "price": (base * (95 + index * 3) / 100).quantize(Decimal("0.0001")),
                "currency_code": "EUR",
            }


WAREHOUSES = (("HH01", "Hamburg Hafen", "Hamburg", "DE"), ("M002", "München Süd", "München", "DE"),
              ("RTM1", "Rotterdam Maasvlakte", "Rotterdam", "NL"), ("東京01", "東京倉庫", "東京", "JP"))  # fmt: skip


def warehouses() -> Iterator[Row]:
    for index, (code, name, city, country) in enumerate(WAREHOUSES):
        yield {
            "warehouse_code": code,
            "warehouse_name": name,
            "city": city,
            "country_code": country,
            "opens_at": None if index == 2 else time(6 + index, 30),
            "closes_at": None if index == 2 else time(18, 0, 30),
            "employee_id": index * 5 + 2,
        }


def stock(scale: float) -> Iterator[Row]:
    for number in range(1, max(40, int(PRODUCTS * scale)) + 1):
        code = WAREHOUSES[mixed(number, 81) % len(WAREHOUSES)][0]
        yield {
            "warehouse_code": code,
            "product_no": product_no(number),
            "quantity": Decimal(mixed(number, 82) % 5_000_000 - 10_000).scaleb(-3),
            "reserved": mixed(number, 83) % 50,
            "bin_location": None if number % 4 == 0 else f"{number % 26 + 1:02}-{number % 90 + 10}-A",
            "counted_at": None if number % 5 == 0 else datetime(2025, 12, 28, 8) + timedelta(minutes=number % 5000),
        }


def line_count(order: int) -> int:
    return 1 + mixed(order, 90) % 7


def order_lines_of(order: int, products: int) -> Iterator[Row]:
    seed = mixed(order)
    warehouse = WAREHOUSES[further(seed, 95) % len(WAREHOUSES)][0]
    for line in range(1, line_count(order) + 1):
        place = further(seed, line)
        product = further(place, 91) % products + 1
        quantity = Decimal(further(place, 92) % 40 + 1) * (-1 if further(place, 93) % 50 == 0 else 1)
        discount = Decimal(further(place, 94) % 4) * 5
        price = price_of(product)
        yield {
            "order_id": order,
            "line_no": line * 10,
            "product_no": product_no(product),
            "warehouse_code": None if line % 5 == 0 else warehouse,
            "quantity": quantity,
            "unit_price": price,
            "discount_percent": discount,
            "line_amount": (quantity * price * (100 - discount) / 100).quantize(Decimal("0.01")),
            "line_text": None if further(place, 96) % 6 else REMARKS[further(place, 97) % len(REMARKS)],
        }


RATES = {code: Decimal(rate) for code, _, _, _, rate in CURRENCIES}


def orders(scale: float) -> Iterator[tuple[Row, list[Row]]]:
    """Each order with its lines."""
    customer_total, product_total = max(20, int(CUSTOMERS * scale)), max(40, int(PRODUCTS * scale))
    for number in range(1, max(100, int(ORDERS * scale)) + 1):
        customer = mixed(number, 101) % customer_total + 1
        day = date(2023, 1, 2) + timedelta(days=mixed(number, 102) % 1090)
        lines = list(order_lines_of(number, product_total))
        currency = country_of(customer)[2]
        shipped = datetime.combine(day, time(14, number % 60)) + timedelta(days=number % 9)
        yield {
            "order_id": number,
            "customer_id": customer,
            "employee_id": None if number % 12 == 0 else mixed(number, 103) % EMPLOYEES + 1,
            "address_id": customer * 3,
            "status": STATUSES[mixed(number, 104) % len(STATUSES)],
            "priority": (10, 20, 20, 30, 90)[mixed(number, 105) % 5],
            "order_date": day,
            "requested_on": None if number % 3 == 0 else day + timedelta(days=14),
            "shipped_at": None if number % 4 == 0 else shipped,
            "currency_code": currency,
            "exchange_rate": RATES[currency].quantize(Decimal("0.000001")),
            "net_amount": sum((line["line_amount"] for line in lines), Decimal(0)),
            "customer_reference": None if number % 5 == 0 else f"PO-{mixed(number, 106) % 10**8:08}",
            "tracking_number": None if number % 4 == 0 else 9_100_000_000_000_000_000 + mixed(number, 107) % 10**17,
            "remark": REMARKS[mixed(number, 108) % len(REMARKS)] if number % 7 == 0 else None,
            "created_at": datetime.combine(day, time(8), UTC),
            "changed_at": datetime.combine(day, time(9), UTC) + timedelta(minutes=mixed(number, 109) % 20_000),
        }, lines  # fmt: skip


def invoice_of(order: Row) -> Row | None:
    number = order["order_id"]
    if order["status"] is not OrderStatus.Invoiced:
        return None
    paid = number % 3 != 0
    day = order["order_date"] + timedelta(days=20)
    return {
        "invoice_id": uuid.uuid5(SPACE, f"invoice {number}"),
        "invoice_no": f"R{day.year}-{number:06}",
        "order_id": number,
        "customer_id": order["customer_id"],
        "invoiced_on": day,
        "due_on": None if number % 10 == 0 else day + timedelta(days=30),
        "gross_amount": (order["net_amount"] * Decimal("1.19")).quantize(Decimal("0.01")),
        "currency_code": order["currency_code"],
        "payment_reference": 1_000_000_000_000_000_000 + number,
        "paid": paid,
        "paid_at": datetime.combine(day + timedelta(days=25), time(11, 30), UTC) if paid else None,
    }


DATES = (20240131, 0, 20240230, 19991231, 99991231, 20251107, 20240229)


def legacy(scale: float) -> Iterator[tuple[Row, list[Row]]]:
    """Each document of the old books with its positions."""
    for number in range(1, max(30, int(2000 * scale)) + 1):
        document = f"{9_000_000 + number:010}"
        yield {
            "MANDT": "100",
            "BELNR": document,
            "KUNNR": f"K{mixed(number, 111) % 999:04}".ljust(10),
            "NAME1": customer_name(mixed(number, 112) % 999 + 1)[:35].ljust(35),
            "BUDAT": DATES[number % len(DATES)],
            "FAEDT": DATES[mixed(number, 113) % len(DATES)],
            "ERDAT": "        " if number % 6 == 0 else f"{DATES[number % 7] or 0:08}",
            "NETWR": cents(mixed(number, 114) % 10**8 - 10**6),
            "WAERK": ("EUR  ", "DEM  ", "USD  ")[number % 3],
            "SPERR": "X" if number % 9 == 0 else " ",
            "TXT50": "".ljust(50) if number % 4 == 0 else f"Beleg {number} aus Altsystem".ljust(50),
        }, [
            {
                "MANDT": "100",
                "BELNR": document,
                "POSNR": f"{position * 10:06}",
                "MATNR": product_no(mixed(number, position) % 40 + 1).ljust(18),
                "MENGE": Decimal(mixed(number, position, 115) % 10_000).scaleb(-1),
            }
            for position in range(1, 2 + number % 3)
        ]  # fmt: skip
