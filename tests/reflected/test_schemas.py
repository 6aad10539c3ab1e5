"""Schemas other than the user's own, several at once, and what the user may not read."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from odata_service.config import Config
from odata_service.service import Service, open_reflected
from odata_service.sql.opening import normalised
from tests.conftest import ask, own_database, worker_name
from tests.crawl import crawled

TABLES = """
CREATE SCHEMA sales;
CREATE SCHEMA "Human Resources";
CREATE TABLE "Human Resources".person (id int PRIMARY KEY, name varchar(20));
INSERT INTO "Human Resources".person VALUES (1, 'Ann'), (2, 'Bob');
CREATE TABLE sales.customer (id int PRIMARY KEY, person_id int REFERENCES "Human Resources".person);
INSERT INTO sales.customer VALUES (10, 1), (11, NULL);
CREATE TABLE sales.person (id int PRIMARY KEY);
CREATE TABLE country (code char(2) PRIMARY KEY, salary int);
INSERT INTO country VALUES ('DE', 1), ('FR', 2);
CREATE TABLE sales.address (
    id int PRIMARY KEY, country char(2) REFERENCES country, customer_id int REFERENCES sales.customer
);
INSERT INTO sales.address VALUES (5, 'DE', 10);
CREATE TABLE secret (id int PRIMARY KEY);
CREATE ROLE {role} LOGIN;
GRANT USAGE ON SCHEMA sales TO {role};
GRANT SELECT ON sales.customer TO {role};
GRANT SELECT (code) ON country TO {role}
"""
SCHEMAS = ("public", "sales", "Human Resources")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    role = f"{worker_name()}_reader"
    for found in own_database("postgresql", f"{worker_name()}_schemas"):
        engine = create_engine(normalised(found), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP ROLE IF EXISTS {role}")
            for statement in TABLES.format(role=role).strip().split(";\n"):
                connection.exec_driver_sql(statement)
            yield found
            connection.exec_driver_sql(f"DROP OWNED BY {role}")
            connection.exec_driver_sql(f"DROP ROLE {role}")
        engine.dispose()


def opened(url: str, *schemas: str) -> Service:
    return open_reflected(url, "books", schemas, Config())


def test_one_other_schema(url: str) -> None:
    service = opened(url, "sales")
    assert list(service.model.entity_sets) == ["address", "customer", "person"]
    assert list(service.model.entity_sets["address"].type.navigation) == ["customer"]
    assert ask(service, "address(5)/customer").status == 200
    assert crawled(service) == []
    service.database.engine.dispose()


def test_several_schemas_are_one_service_with_navigation_between_them(url: str) -> None:
    service = opened(url, *SCHEMAS)
    sets = service.model.entity_sets
    assert list(sets) == ["country", "secret", "Human_Resources_person", "address", "customer", "sales_person"]
    assert sets["customer"].type.navigation["person"].target == "Human_Resources_person"
    assert b'"Ann"' in ask(service, "address(5)/customer/person").body
    assert ask(service, "address(5)?$expand=country_entity,customer($expand=person)").status == 200
    assert crawled(service) == []
    service.database.engine.dispose()


def test_the_users_own_schema_can_be_named_too(url: str) -> None:
    service = opened(url, "public")
    assert list(service.model.entity_sets) == ["country", "secret"]
    service.database.engine.dispose()


def test_an_unknown_schema_is_a_mistake_that_names_the_known_ones(url: str) -> None:
    with pytest.raises(ValueError, match=r"no schema 'sale'.* Human Resources, .*public, sales"):
        opened(url, "sale")


def test_what_the_user_may_not_read_is_not_published(url: str) -> None:
    role = make_url(url).set(username=f"{worker_name()}_reader", password=None)
    service = opened(role.render_as_string(hide_password=False), "public", "sales")
    assert {name: list(item.type.properties) for name, item in service.model.entity_sets.items()} == {
        "country": ["code"],
        "customer": ["id", "person_id"],
    }
    left_out = dict(service.model.left_out)
    assert sorted(left_out) == ["country.salary", "sales.address", "sales.person", "secret"]
    assert set(left_out.values()) == {"the database's user may not read it"}
    assert crawled(service) == []
    service.database.engine.dispose()
