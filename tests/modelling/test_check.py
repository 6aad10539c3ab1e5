"""`check`: each fault that is made in a database is found, and nothing is found where there is none."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Column, DateTime, Integer, MetaData, Table
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql
from sqlalchemy.engine import make_url

from odata_service.cli import main
from odata_service.edm.from_tables import model_of
from odata_service.modelling.indexes import missing_indexes
from odata_service.publish import EntitySet, Service, Source
from tests.conftest import WITH_FIREBIRD
from tests.modelling.shops import Shop
from tests.reflected.test_odd_types import urls

TABLES = """
CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, since DATE, credit DECIMAL(12,2), flag VARCHAR(1)
);
CREATE TABLE booking (
    id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(id), booked_on INTEGER,
    changed_at TIMESTAMP NULL
);
CREATE TABLE price (article VARCHAR(20) NOT NULL, valid_from INTEGER, price DECIMAL(10,2));
CREATE TABLE spare (code VARCHAR(10) NOT NULL PRIMARY KEY, text VARCHAR(30));
CREATE INDEX ix_booking_customer ON booking (customer_id);
CREATE INDEX ix_customer_since ON customer (since);
INSERT INTO customer VALUES (1, 'Ärger & Co', '2020-01-01', 5, 'X'), (2, 'Zorn', '9999-12-31', NULL, ''), (3, 'Wut', NULL, 7, 'X');
INSERT INTO booking VALUES (1, 1, 20240131, NULL), (2, 1, 20249999, NULL), (3, 3, 0, NULL);
INSERT INTO price VALUES ('A', 20240101, 5), ('A', 20240101, 6), ('B', NULL, 7), ('C', 20240101, 7);
INSERT INTO spare VALUES ('Nut', 'a nut')
"""  # noqa: E501
EDITS = (
    ('        # EntitySet(price, key=["…"]): it has no key; declare one in a model file\n',
     '        EntitySet(price, "price", key=["article", "valid_from"]),\n'),
    ('EntitySet(booking, "booking")', 'EntitySet(booking, "booking", dates={"booked_on": "yyyymmdd"},'
     ' order_by=["-changed_at"], version="changed_at")'),
)  # fmt: skip


class Checked(Shop):
    """One whose model file the command checks."""

    def check(self, *options: str) -> tuple[int, dict[tuple[str, str, str], str]]:
        """The exit code, and what is said: (set, where, level) -> the sentence and the advice."""
        self.capsys.readouterr()
        code = 0
        try:
            main(["check", str(self.path), "--json", *options])
        except SystemExit as end:
            code = int(str(end.code))
        (service,) = json.loads(self.capsys.readouterr().out)
        return code, {
            (item["set"], item["where"], item["level"]): f"{item['text']} {item['advice']}"
            for item in service["findings"]
        }

    def said(self, *options: str) -> str:
        self.capsys.readouterr()
        with pytest.raises(SystemExit):
            main(["check", str(self.path), *options])
        return self.capsys.readouterr().out


@pytest.fixture(scope="module", params=WITH_FIREBIRD)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    folder = tmp_path_factory.mktemp("check")
    for url in urls(request.param, "check", folder):
        shop = Checked(url, request.param, folder / "shop.py", None)  # type: ignore[arg-type]
        shop.sql(TABLES)
        main(["model", url, "-o", str(shop.path)])
        written = shop.path.read_text(encoding="utf-8")
        for old, new in EDITS:
            assert old in written
            written = written.replace(old, new)
        shop.path.write_text(written, encoding="utf-8")
        yield url, request.param, shop.path


@pytest.fixture
def shop(made: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]) -> Checked:
    return Checked(*made, capsys)


def test_keys_that_are_none_are_errors(shop: Checked) -> None:
    code, found = shop.check()
    assert code == 1
    assert "1 rows have null in the key" in found["price", "article, valid_from", "error"] or any(
        "A, 20240101 (2 times)" in sentence for sentence in found.values()
    )
    said = shop.said()
    assert "the key does not tell rows apart: A, 20240101 (2 times)" in " ".join(said.split())
    assert "1 rows have null in the key" in said


def test_missing_indexes_come_with_their_statements(shop: Checked) -> None:
    _, found = shop.check()
    unique = found["price", "article, valid_from", "warning"]
    assert "CREATE UNIQUE INDEX uq_price_article_valid_from ON price (article, valid_from)" in unique
    order = found["booking", "changed_at desc", "warning"]
    if shop.kind == "firebird":  # whose indexes ascend or descend as a whole
        assert "CREATE DESCENDING INDEX ix_booking_changed_at_id ON booking (changed_at, id)" in order
    else:
        nulls = " NULLS LAST" if shop.kind == "postgresql" else ""
        assert f"ON booking (changed_at DESC{nulls}, id)" in order
    assert "reads all" in found["booking", "changed_at", "note"]
    assert not any("customer_id" in where for _, where, _ in found)
    if shop.kind == "postgresql":
        advice = found["customer", "since", "note"]
        assert "ix_customer_since" in advice or "9999" in advice
        assert "ON customer (since NULLS FIRST, id)" in shop.said()
    shop.sql(order.partition(" CREATE")[1].strip() + order.partition(" CREATE")[2])
    assert ("booking", "changed_at desc", "warning") not in shop.check()[1]


def test_the_index_for_nulls_serves_the_order(made: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """By PostgreSQL's own plan, where it may neither sort nor read a table as a whole unless there is no other way."""
    shop = Checked(*made, capsys)
    if shop.kind != "postgresql":
        pytest.skip("nulls come first in the indexes there")
    name = make_url(shop.url).database
    for setting in ("enable_seqscan", "enable_sort"):
        shop.sql(f"ALTER DATABASE {name} SET {setting} = off")
    request = ["explain", "customer?$orderby=since&$top=2", "--model", str(shop.path)]
    main(request)
    assert "Sort Key" in capsys.readouterr().out
    advised = re.search(r"CREATE INDEX ix_customer_since_id ON [^)]*\)", " ".join(shop.said().split()))
    assert advised is not None
    shop.sql(advised[0])
    capsys.readouterr()
    main(request)
    said = capsys.readouterr().out
    assert "Sort Key" not in said
    assert "Index Scan using ix_customer_since_id" in said
    for setting in ("enable_seqscan", "enable_sort"):
        shop.sql(f"ALTER DATABASE {name} RESET {setting}")
    shop.sql("DROP INDEX ix_customer_since_id")


@pytest.mark.parametrize("mode", ["words", "salesforce"])
def test_the_index_for_searches_serves_them(
    mode: str, made: tuple[str, str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By PostgreSQL's own plan, where it may not read a table as a whole unless there is no other way."""
    shop = Checked(*made, capsys)
    if shop.kind != "postgresql":
        pytest.skip("there are no indexes for what stands amid a text")
    name = make_url(shop.url).database
    monkeypatch.setenv("ODATA_SEARCH_MODE", mode)
    advice = shop.check()[1]["customer", "name, flag", "note"]
    extension, _, index = advice.removeprefix("$search reads the whole table ").partition("; ")
    without = ("enable_seqscan", "enable_indexscan")
    shop.sql(";".join(f"ALTER DATABASE {name} SET {one} = off" for one in without))
    main(["explain", "customer?$search=rger", "--model", str(shop.path)])
    assert "'check' names one for $search" in capsys.readouterr().out
    shop.sql(extension.replace("EXTENSION", "EXTENSION IF NOT EXISTS"))
    shop.run(index)
    filters = ("$filter=contains(tolower(name),'50%25_')", "$filter=indexof(tolower(name),'50') ne -1")
    for request in ("$search=rger", *(filters if mode == "words" else ())):
        main(["explain", f"customer?{request}", "--model", str(shop.path)])
        assert "Bitmap Index Scan on trgm_customer_name_flag" in capsys.readouterr().out
    shop.sql(";".join(f"ALTER DATABASE {name} RESET {one}" for one in without))
    shop.sql("DROP INDEX trgm_customer_name_flag")


@pytest.mark.parametrize(
    ("dialect", "said"),
    [
        (postgresql, "CREATE INDEX ix_booking_changed_at_id ON booking (changed_at DESC NULLS LAST, id)"),
        (mysql, "CREATE INDEX ix_booking_changed_at_id ON booking (changed_at DESC, id)"),
        (mssql, "CREATE INDEX ix_booking_changed_at_id ON booking (changed_at DESC, id)"),
        (oracle, ""),  # its CREATE INDEX knows no NULLS LAST
    ],
)
def test_what_is_recommended_is_possible(dialect: ModuleType, said: str) -> None:
    table = Table("booking", MetaData(), Column("id", Integer, primary_key=True), Column("changed_at", DateTime))
    ordered = EntitySet(table, "B", order_by=["-changed_at"])
    model = model_of(Service(name="s", source=Source("X", default="sqlite://"), entity_sets=[ordered]))
    found = missing_indexes(model.entity_sets["B"], model, table, dialect.dialect())
    assert [one.advice for one in found if one.where == "changed_at desc"] == [said]


def test_values_that_are_none_are_told(shop: Checked) -> None:
    _, found = shop.check()
    assert "'20249999'" in found["booking", "booked_on", "warning"]
    assert any("9999-12-31" in sentence for (_, where, _), sentence in found.items() if where == "since")
    assert not [key for key in shop.check("--quick")[1] if key[:2] == ("booking", "booked_on")]


def test_whether_case_counts_in_keys(shop: Checked) -> None:
    _, found = shop.check()
    assert (("spare", "code", "note") in found) is (shop.kind == "mariadb")


def test_what_the_database_has_no_more_is_an_error(shop: Checked) -> None:
    assert not [key for key in shop.check()[1] if key[0] in ("spare", "customer") and key[2] == "error"]
    shop.sql("DROP TABLE spare; ALTER TABLE customer DROP COLUMN flag; ALTER TABLE customer ADD COLUMN fax VARCHAR(20)")
    _, found = shop.check()
    assert "no such table" in found["spare", "spare", "error"]
    assert "no column 'flag'" in found["customer", "flag", "error"]
    assert "not in the model" in found["customer", "fax", "note"]


def test_types_that_do_not_fit(shop: Checked) -> None:
    if shop.kind == "sqlite":
        pytest.skip("SQLite changes no columns")
    how = {"mariadb": "MODIFY {} {}", "postgresql": "ALTER COLUMN {} TYPE {} USING NULL"}.get(
        shop.kind, "ALTER COLUMN {} TYPE {}"
    )
    for column, kind in (("name", "VARCHAR(80)"), ("credit", "DECIMAL(15,4)"), ("since", "VARCHAR(10)")):
        change = how.format(column, kind).replace("NULL", "'x'" if column == "name" else "NULL")
        shop.sql(f"ALTER TABLE customer {change}")
    _, found = shop.check("--quick")
    assert "80" in found["customer", "name", "warning"]
    assert "more digits" in found["customer", "credit", "warning"]
    assert "a date in the model" in found["customer", "since", "error"]


# Firebird's dialect of SQLAlchemy leaves cursors open where it reads the tables.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_demo_needs_no_more_than_indexes(
    database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ERP_DATABASE_URL", database_url)
    main(["check", "models.erp", "--json"])
    (service,) = json.loads(capsys.readouterr().out)
    assert service["errors"] == 0
    odd = {f"{item['set']}: {item['text']}" for item in service["findings"] if item["level"] == "warning"}
    assert [one for one in odd if "no index serves" not in one and "that were looked at are none" not in one] == []


def test_mistakes_of_a_model_are_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(
        "from sqlalchemy import Column, Integer, MetaData, Table\n"
        "from odata_service.publish import EntitySet, Service, Source\n"
        't = Table("t", MetaData(), Column("a", Integer))\n'
        'SERVICE = Service(name="wrong", source=Source("X", default="sqlite://"), entity_sets=[EntitySet(t, "T")])\n'
    )
    with pytest.raises(SystemExit) as end:
        main(["check", str(path)])
    assert end.value.code == 1
    assert "no primary key" in capsys.readouterr().out


def test_a_file_of_sqlite_that_is_changed_keeps_a_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The service would not change a file that is somebody's; the advice does, and holds."""
    shop = Checked(f"sqlite:///{tmp_path}/shop.sqlite", "sqlite", tmp_path / "shop.py", capsys)
    shop.sql("CREATE TABLE nut (id INTEGER PRIMARY KEY, name TEXT)")
    main(["model", shop.url, "-o", str(shop.path)])
    shop.path.write_text(
        shop.path.read_text().replace('EntitySet(nut, "nut")', 'EntitySet(nut, "nut", updatable=True)')
    )
    advice = shop.check()[1]["", "shop.sqlite", "note"]
    assert "waits for who writes" in advice
    shop.sql(advice[advice.index("PRAGMA") :].partition(";")[0])
    assert ("", "shop.sqlite", "note") not in shop.check()[1]


def test_a_file_that_is_only_read_is_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = Checked(f"sqlite:///{tmp_path}/shop.sqlite", "sqlite", tmp_path / "shop.py", capsys)
    shop.sql("CREATE TABLE nut (id INTEGER PRIMARY KEY, name TEXT)")
    main(["model", shop.url, "-o", str(shop.path)])
    assert shop.check() == (0, {})
