"""Changes that are committed after later ones, logs that are cut, tokens that are none."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, delete, insert, update
from sqlalchemy.engine import Engine

from odata_service.config import Config
from odata_service.edm.draft import ModelError
from odata_service.edm.from_tables import model_of
from odata_service.publish import ChangeColumn, ChangeLog, EntitySet, Source
from odata_service.publish import Service as Declared
from odata_service.requests import changed
from odata_service.service import Service
from tests.conftest import DATABASES, ROOT, ask, served
from tests.tracking.stock import SERVICE, Client, changing, made, plain, run, stock


@pytest.fixture(scope="module", params=DATABASES)
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    yield from served(request.param, "late", made)


@pytest.fixture
def engine(service: Service) -> Engine:
    with changing(service.database.engine) as connection:
        connection.execute(delete(stock))
    return service.database.engine


def stocked(number: int, **more: Any) -> Any:
    return insert(stock).values(place="A", number=number, name="new", **more)


@pytest.fixture
def follower(service: Service, engine: Engine) -> Client:
    """A client that has been told all that there was."""
    client = Client(service, "Logged?$filter=Number%20gt%200")
    client.read()
    return client


def told(client: Client) -> set[int]:
    """What a client is told anew."""
    before = set(client.copy)
    client.poll()
    return {number for _, number in set(client.copy) - before}


def test_a_change_that_is_committed_after_others_is_told(service: Service, engine: Engine, follower: Client) -> None:
    if engine.dialect.name == "sqlite":
        return  # nobody writes while somebody does
    with engine.connect() as slow:
        slow.exec_driver_sql("BEGIN")
        slow.execute(stocked(1))
        with changing(engine) as quick:
            quick.execute(stocked(2))
        assert told(follower) == {2}
        with changing(engine) as quick:
            quick.execute(stocked(3))
        assert told(follower) == {3}
        slow.exec_driver_sql("COMMIT")
    assert told(follower) == {1}
    assert set(follower.copy) == {("A", 1), ("A", 2), ("A", 3)}


def test_what_is_begun_while_a_copy_is_read_is_told(service: Service, engine: Engine) -> None:
    with changing(engine) as connection:
        for number in (1, 2, 3, 4):
            connection.execute(stocked(number))
    client = Client(service, "Logged", size=2)
    first = json.loads(ask(service, "Logged", prefer="maxpagesize=2, track-changes").body)
    for item in first["value"]:
        client.copy[item["Place"], item["Number"]] = item
    with changing(engine) as connection:
        connection.execute(update(stock).where(stock.c.number == 1).values(name="other"))
        connection.execute(delete(stock).where(stock.c.number == 2))
    client._follow(first["@odata.nextLink"].removeprefix(ROOT))
    client.poll()
    assert {number: item["Name"] for (_, number), item in client.copy.items()} == {1: "other", 3: "new", 4: "new"}


def test_nothing_is_told_where_nothing_has_changed(service: Service, engine: Engine, follower: Client) -> None:
    """By a log, exactly; MariaDB, which does not tell what is not over yet, tells the last minutes once more."""
    with changing(engine) as connection:
        connection.execute(stocked(1))
    if engine.dialect.name not in ("mysql", "mariadb"):
        assert told(follower) == {1} and quiet(follower)
        return
    follower.poll()
    follower.told = 0
    follower.poll()
    assert follower.told > 0
    with changing(engine) as connection:
        run(connection, "UPDATE stock_changes SET change_time = change_time - INTERVAL 1 HOUR")
    follower.poll()
    assert quiet(follower)


def quiet(client: Client) -> bool:
    """Whether nothing more is told, when the transactions of others on the same server are over."""
    for _ in range(100):
        client.told = 0
        client.poll()
        if not client.told:
            return True
        sleep(0.1)
    return False


def test_what_is_changed_often_is_told_once(service: Service, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(service, "Logged?$filter=Number%20lt%2050", size=2)
    client.read()
    with changing(engine) as connection:
        for number in (1, 2, 3):
            connection.execute(stocked(number))
        for price in range(5):
            for number in (1, 2, 3):
                connection.execute(update(stock).where(stock.c.number == number).values(price=price))
    old = ask(service, client.link.removeprefix(ROOT).replace("?", "/$count?"))
    link, client.told = client.link, 0
    client.poll()
    assert client.told == int(old.body)
    monkeypatch.setattr(changed, "AT_ONCE", 4)
    client.copy.clear()
    client.link = link
    client.poll()
    assert {number: row["price"] for (_, number), row in client.copy.items()} == {1: 4, 2: 4, 3: 4}


def test_a_table_that_is_emptied_at_once(service: Service, engine: Engine, follower: Client) -> None:
    if engine.dialect.name != "postgresql":
        return  # there TRUNCATE calls no triggers, or there is none
    with changing(engine) as connection:
        connection.execute(stocked(1))
        connection.execute(stocked(2))
    assert told(follower) == {1, 2}
    with changing(engine) as connection:
        run(connection, "TRUNCATE stock")
    follower.poll()
    assert follower.copy == {}
    assert ask(service, rewritten(follower.link, lambda token: token[3].__setitem__(3, 10**15))).status == 410


def test_a_link_outlives_changes_of_the_model(service: Service, engine: Engine, follower: Client) -> None:
    sets = [replace(one, entity_type="Other", names={**one.names, "price": "Price"}) for one in SERVICE.entity_sets[:1]]
    other = Service(model_of(replace(SERVICE, entity_sets=sets)), service.database, Config())
    assert other.model.fingerprint != service.model.fingerprint
    with changing(engine) as connection:
        connection.execute(stocked(1, price=5))
    follower.service = other
    assert told(follower) == {1}
    assert follower.copy["A", 1]["Price"] == 5
    sets = [replace(one, names={**one.names, "place": "Where"}) for one in sets]
    follower.service = Service(model_of(replace(SERVICE, entity_sets=sets)), service.database, Config())
    assert ask(follower.service, follower.link.removeprefix(ROOT)).status == 410


def test_old_times_are_not_told_again(service: Service, engine: Engine) -> None:
    client = Client(service, "Timed")
    client.read()
    now = datetime.now(UTC).replace(tzinfo=None)
    with changing(engine) as connection:
        connection.execute(stocked(1, changed_at=now - timedelta(hours=1)))
        connection.execute(stocked(2, changed_at=now))
    assert told(client) == {2}


def test_a_new_key_is_told_with_the_old_one(service: Service, engine: Engine, follower: Client) -> None:
    with changing(engine) as connection:
        connection.execute(stocked(1))
    assert told(follower) == {1}
    with changing(engine) as connection:
        connection.execute(update(stock).where(stock.c.number == 1).values(number=7))
    assert told(follower) == {7}
    assert set(follower.copy) == {("A", 7)}


def test_a_link_is_good_for_more_than_one_time(service: Service, engine: Engine, follower: Client) -> None:
    """An answer that did not arrive is asked for once more."""
    link = follower.link
    with changing(engine) as connection:
        connection.execute(stocked(1))
    assert told(follower) == {1}
    follower.copy.clear()
    follower.link = link
    assert told(follower) == {1}


def test_a_log_that_was_cut_or_set_back_is_gone(service: Service, engine: Engine, follower: Client) -> None:
    with changing(engine) as connection:
        for number in (1, 2, 3):
            connection.execute(stocked(number))
    link = follower.link
    follower.poll()
    with changing(engine) as connection:
        newest = "(SELECT * FROM (SELECT MAX(change_number) FROM stock_changes) newest)"
        run(connection, f"DELETE FROM stock_changes WHERE change_number < {newest}")
    if engine.dialect.name not in ("mysql", "mariadb"):  # there it reaches back some minutes
        follower.poll()
    response = ask(service, link.removeprefix(ROOT))
    assert response.status == 410
    assert response.headers["Location"] == f"{ROOT}Logged?$filter=Number%20gt%200"
    follower.read()
    follower.poll()
    link = follower.link
    with changing(engine) as connection:
        run(connection, f"UPDATE stock_changes SET change_number = 1 WHERE change_number = {newest}")
        run(connection, "DELETE FROM stock_changes WHERE change_number <> 1")
    assert ask(service, link.removeprefix(ROOT)).status == 410


def rewritten(link: str, change: Any) -> str:
    url, _, token = link.removeprefix(ROOT).rpartition("=")
    content = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    change(content)
    return f"{url}={base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip('=')}"


def set_to(place: int, value: Any) -> Any:
    return lambda content: content.__setitem__(place, value)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (set_to(0, 99), 410), (set_to(1, "0" * 16), 410), (set_to(2, "0" * 16), 400), (set_to(3, None), 400),
        (set_to(3, ["1 or true", 1, 1, 1]), 400), (set_to(3, ["2024-01-01", 1, 1, 1]), 400),
        (set_to(3, ["1", 1, 1, "x"]), 400), (set_to(3, ["1", 1, 1]), 400), (set_to(5, "1"), 400),
        (set_to(4, ["1", 1, 1, 1]), 200), (lambda content: content.append(1), 400),
        *((lambda content, place=place: content.__setitem__(slice(4, 6), [content[3], place]), 400)
          for place in ("x", "1,2,3", "1 or true", "", 1)),
    ],
)  # fmt: skip
def test_tokens_that_are_none(service: Service, follower: Client, change: Any, status: int) -> None:
    follower.poll()
    assert ask(service, rewritten(follower.link, change)).status == status
    for token in ("", "x", "W10", "%FF", "1234"):
        assert ask(service, f"Logged?$filter=Number%20gt%200&$deltatoken={token}").status == 400
    assert ask(service, follower.link.removeprefix(ROOT).replace("gt", "lt")).status == 400
    assert ask(service, follower.link.removeprefix(ROOT).replace("Logged", "Timed")).status in (400, 410)


def test_a_place_that_is_no_text_of_ours(service: Service) -> None:
    link = json.loads(ask(service, "Timed?$top=0", prefer="track-changes").body)["@odata.deltaLink"]
    forged = rewritten(link, lambda content: content.__setitem__(slice(4, 6), [content[3], "\ud800"]))
    assert ask(service, forged).status == 400


@pytest.mark.parametrize(
    "query",
    ["$apply=aggregate($count as N)", "$filter=2020-01-01T00:00:00Z lt now()", "$filter=$root/Plain(1)/id eq Number"],
)
def test_what_cannot_be_followed_is_read_without(service: Service, query: str) -> None:
    response = ask(service, f"Logged?{query}".replace(" ", "%20"), prefer="track-changes")
    assert "Preference-Applied" not in response.headers
    assert b"deltaLink" not in response.body


def mistakes_of(table: Any, changes: Any, **more: Any) -> str:
    sets = [EntitySet(table, "Items", changes=changes, **more)]
    declared = Declared(name="x", source=Source("X_URL"), entity_sets=sets)
    with pytest.raises(ModelError) as error:
        model_of(declared)
    return str(error.value)


def test_mistakes_are_told() -> None:
    assert "'changd_at', which the table has not. Did you mean 'changed_at'?" in mistakes_of(
        stock, ChangeColumn("changd_at")
    )
    assert "'name' is neither a time nor a whole number" in mistakes_of(stock, ChangeColumn("name"))
    assert "'price' is neither" in mistakes_of(stock, ChangeColumn("price"))
    said = mistakes_of(stock, ChangeLog(table=plain, number="id"))
    assert "the column 'place', which the log has not" in said and "'number'" in said
    assert "key names 'x'" in mistakes_of(stock, ChangeLog(key={"x": "y"}))
    log = Table("log", MetaData(), Column("seq", Integer), Column("place", Integer), Column("number", Integer))
    said = mistakes_of(stock, ChangeLog(table=log, number="seq"), where={"name": "x"})
    assert "names the column 'name', which the log has not" in said
