"""`model` once more: what a person has said in the file stays, what the database has changed is shown and written."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from models.build import build
from odata_service.cli import main
from odata_service.config import Config
from odata_service.edm.from_tables import model_of
from odata_service.edm.model import Model
from odata_service.modelling.existing import declared_in
from odata_service.service import Service
from odata_service.sql.opening import open_database
from tests.conftest import WITH_FIREBIRD
from tests.crawl import skimmed
from tests.modelling.shops import Shop
from tests.modelling.test_model_files import ROOT
from tests.reflected.test_odd_types import urls

TABLES = """
CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, "Größe" DECIMAL(10,2), fax VARCHAR(20));
CREATE TABLE address (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER REFERENCES customer(id), street VARCHAR(60));
CREATE TABLE sales_order (
    id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(id), note VARCHAR(200),
    total DECIMAL(13,2), shipped_at TIMESTAMP NULL
);
CREATE TABLE tiny (id INTEGER NOT NULL, CONSTRAINT tiny_pkey PRIMARY KEY (id));
CREATE TABLE keyless (a VARCHAR(10), b VARCHAR(10));
CREATE TABLE scratch (id INTEGER NOT NULL PRIMARY KEY, what VARCHAR(10));
CREATE VIEW big_orders AS SELECT id FROM sales_order WHERE total > 1000;
"""  # noqa: E501


class Written(Shop):
    """One whose file a person edits, and the command brings up to date."""

    def edit(self, *pairs: tuple[str, str]) -> None:
        """What a person does."""
        written = self.path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert written.count(old) == 1, old
            written = written.replace(old, new)
        self.path.write_text(written, encoding="utf-8")

    def again(self, *options: str) -> str:
        """What the command says."""
        self.capsys.readouterr()
        main(["model", self.url, "-o", str(self.path), *options])
        return self.capsys.readouterr().out

    def check(self) -> tuple[int, str]:
        """The exit code and what is said, where nothing is written."""
        before = self.path.read_text(encoding="utf-8")
        code = 0
        self.capsys.readouterr()
        try:
            main(["model", self.url, "-o", str(self.path), "--check"])
        except SystemExit as end:
            code = int(str(end.code))
        assert self.path.read_text(encoding="utf-8") == before
        return code, self.capsys.readouterr().out

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def model(self) -> Model:
        return model_of(declared_in(self.text, self.path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where all files lie that were brought up to date in this process; at the end they must pass the checks."""
    made = tmp_path_factory.mktemp("updated")
    yield made
    if not any(made.iterdir()):  # those that make files ran elsewhere
        return
    for command in (["ruff", "format", "--check"], ["ruff", "check"], ["mypy"]):
        options = ["--config", "pyproject.toml"] if command[0] == "ruff" else ["--config-file", "pyproject.toml"]
        done = subprocess.run(
            [sys.executable, "-m", *command, *options, str(made)], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout


@pytest.fixture(params=WITH_FIREBIRD)
def shop(
    request: pytest.FixtureRequest, tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Written]:
    for url in urls(request.param, "shop", tmp_path):
        made = Written(url, request.param, tmp_path / "shop.py", capsys)
        made.sql(TABLES)
        main(["model", url, "-o", str(made.path)])
        yield made
        assert_sound(made)
        (folder / f"shop_{len(list(folder.iterdir()))}.py").write_text(made.text, encoding="utf-8")


here = pytest.mark.parametrize("shop", ["sqlite"], indirect=True)  # what the database has no part in


def assert_sound(shop: Written) -> None:
    """What is in the file now is served, and is what the command wants."""
    written = Service(shop.model, open_database("shop", shop.url, Config()), Config())
    assert skimmed(written, every=1) == []
    written.database.engine.dispose()
    assert shop.check()[0] == 0


def names(model: Model) -> dict[str, tuple[list[str], list[str]]]:
    """All names that a client knows."""
    return {
        name: ([*one.type.properties], [f"{way} {item.target}" for way, item in one.type.navigation.items()])
        for name, one in model.entity_sets.items()
    }


@here
def test_nothing_is_different(shop: Written) -> None:
    before = shop.text
    assert "nothing is different" in shop.again()
    assert shop.text == before


def test_additions_are_shown_and_then_written(shop: Written) -> None:
    shop.sql("""
        CREATE TABLE invoice (id INTEGER NOT NULL PRIMARY KEY, order_id INTEGER REFERENCES sales_order(id));
        ALTER TABLE customer ADD COLUMN vat_number VARCHAR(14)
    """)
    code, said = shop.check()
    assert code == 1
    assert "+ invoice" in said and "published as invoice" in said
    assert "+ customer.vat_number" in said and "String(14)" in said
    assert '+    Column("vat_number", String(14)),' in said
    shop.again()
    assert "vat_number" in shop.model.entity_sets["customer"].type.properties
    assert "invoice" in shop.model.entity_sets["sales_order"].type.navigation
    assert shop.model.entity_sets["invoice"].type.navigation["order"].target == "sales_order"


@here
def test_what_a_person_has_said_stays(shop: Written) -> None:
    shop.edit(
        ('        EntitySet(address, "address"),\n', ""),  # not published
        ('    Column("note", String(200)),\n', ""),  # not at all
        ('EntitySet(customer, "customer", names={"Größe": "Groesse"})',
         'EntitySet(\n            customer,\n            "Clients",  # as sales calls them\n'
         '            names={"Größe": "Size", "name": "FullName"},\n            hidden=["fax"],\n'
         '            search=["name"],\n            order_by=["-name"],\n        )'),
        ("metadata = MetaData()\n",
         "metadata = MetaData()\nLIMIT = 3\n\n\ndef rule(text: str) -> str:\n    return text[:LIMIT]\n\n"),
        (next(line for line in shop.text.split("\n") if line.startswith("tiny = Table")) + "\n\n", ""),
        ('        EntitySet(tiny, "tiny"),\n', ""),
        ('    Column("total", Numeric(13, 2)),\n', '    # in euros\n    Column("total", Numeric(14, 2)),  # wider\n'),
    )  # fmt: skip
    before, known = shop.text, names(shop.model)
    assert "nothing is different" in shop.again()
    assert shop.text == before
    shop.sql("ALTER TABLE customer ADD COLUMN note VARCHAR(10); ALTER TABLE sales_order ADD COLUMN weight INTEGER")
    shop.again()
    after = names(shop.model)
    assert after["Clients"][0] == [*known["Clients"][0], "note"]
    assert after["sales_order"][0] == [*known["sales_order"][0], "weight"]
    assert "tiny" not in after and "address" not in after
    for line in before.split("\n"):
        assert line.rstrip() in shop.text or line.startswith("# ") or "import" in line, line


def test_names_stay_when_clashing_ones_appear(shop: Written) -> None:
    before = names(shop.model)
    shop.sql("""
        ALTER TABLE customer ADD COLUMN Groesse INTEGER;
        ALTER TABLE customer ADD COLUMN "sales_order" INTEGER;
        ALTER TABLE customer ADD COLUMN "address" INTEGER;
        ALTER TABLE sales_order ADD COLUMN "customer" VARCHAR(3);
        ALTER TABLE sales_order ADD COLUMN "billed_customer_id" INTEGER REFERENCES customer(id);
        CREATE TABLE "Sales Order" (id INTEGER NOT NULL PRIMARY KEY);
        CREATE TABLE "customers" (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER REFERENCES customer(id))
    """)
    shop.again()
    after = names(shop.model)
    for name, (properties, ways) in before.items():
        assert set(properties) <= set(after[name][0])
        assert set(ways) <= set(after[name][1])
    by_column = {item.column.name: item.name for item in shop.model.entity_sets["customer"].type.properties.values()}
    assert by_column["Größe"] == "Groesse"
    if shop.kind != "mariadb":  # where both are the same name
        folded = shop.kind in ("postgresql", "firebird")
        assert by_column["groesse" if folded else "Groesse"].lower() == "groesse_2"
    assert {"Sales_Order_2", "customers"} <= set(after)
    assert len({one.type.name for one in shop.model.entity_sets.values()}) == len(after)


@here
def test_what_nobody_speaks_of_goes_when_it_is_gone(shop: Written) -> None:
    shop.sql('ALTER TABLE customer DROP COLUMN "Größe"; ALTER TABLE sales_order DROP COLUMN note; DROP TABLE scratch')
    said = shop.again()
    assert "- customer.Größe" in said and "- sales_order.note" in said and "- scratch" in said
    assert "Größe" not in shop.text and "scratch" not in shop.text
    assert [*shop.model.entity_sets["customer"].type.properties] == ["id", "name", "fax"]


def test_what_somebody_speaks_of_is_marked(shop: Written) -> None:
    shop.edit(
        ('EntitySet(sales_order, "sales_order")',
         'EntitySet(sales_order, "sales_order", descriptions={"note": "What the customer wrote"})'),
        ('    Column("fax", String(20)),\n', '    Column("fax", String(30)),  # with the country\n'),
        ('EntitySet(scratch, "scratch")', 'EntitySet(scratch, "scratch", read_only=True)'),
    )  # fmt: skip
    shop.sql(
        "ALTER TABLE customer DROP COLUMN fax; ALTER TABLE sales_order DROP COLUMN note; DROP TABLE scratch;"
        "DROP VIEW big_orders"
    )
    said = shop.again()
    assert "! sales_order.note" in said
    assert "    # note: is not in the database any more, and SERVICE still speaks of it\n    Column(" in shop.text
    assert '    # Column("fax", String(30)),\n    # with the country' in shop.text
    assert '        # EntitySet(scratch, "scratch", read_only=True),' in shop.text
    assert "note" in shop.model.entity_sets["sales_order"].type.properties
    assert "scratch" not in shop.model.entity_sets
    marked = shop.text
    shop.again()
    assert shop.text == marked
    shop.sql("ALTER TABLE sales_order ADD COLUMN note VARCHAR(200)")
    shop.again()
    assert "# note:" not in shop.text


def test_changes_of_the_database_are_taken_over_where_nobody_has_said_otherwise(shop: Written) -> None:
    if shop.kind == "sqlite":
        pytest.skip("SQLite changes no columns")
    shop.edit(('Column("note", String(200))', 'Column("note", String(150))'))
    for table, column, length in (("customer", "name", 80), ("sales_order", "note", 400)):
        change = "MODIFY" if shop.kind == "mariadb" else "ALTER COLUMN"
        kind = f"VARCHAR({length})" if shop.kind == "mariadb" else f"TYPE VARCHAR({length})"
        null = " NOT NULL" if shop.kind == "mariadb" and column == "name" else ""
        shop.sql(f"ALTER TABLE {table} {change} {column} {kind}{null}")
    said = shop.again()
    assert "~ customer.name" in said and "String(80)" in said
    assert "! sales_order.note" in said and "String(400)" in said
    assert 'Column("name", String(80), nullable=False)' in shop.text
    assert 'Column("note", String(150))' in shop.text
    assert "nothing is different" in shop.again()


def test_a_key_that_is_added_publishes_a_table(shop: Written) -> None:
    if shop.kind == "sqlite":
        pytest.skip("SQLite adds no keys")
    assert "# EntitySet(keyless" in shop.text
    if shop.kind == "firebird":
        shop.sql("ALTER TABLE keyless ALTER a SET NOT NULL")
    shop.sql("ALTER TABLE keyless ADD PRIMARY KEY (a)")
    assert "+ keyless" in shop.again()
    assert shop.model.entity_sets["keyless"].type.key == ("a",)
    assert "# EntitySet(keyless" not in shop.text


@here
def test_options_are_kept(shop: Written) -> None:
    shop.path.unlink()
    shop.again("--exclude", "s*", "--exclude", "t?ny")
    assert set(shop.model.entity_sets) == {"customer", "address"}
    shop.sql(
        "CREATE TABLE store (id INTEGER NOT NULL PRIMARY KEY); CREATE TABLE till (id INTEGER NOT NULL PRIMARY KEY)"
    )
    said = shop.again()
    assert "till" in said and "store" not in said
    assert set(shop.model.entity_sets) == {"customer", "address", "till"}
    shop.again("--exclude", "x*")  # others from now on
    assert "# Tables: --exclude 'x*'\n" in shop.text and "s*" not in shop.text
    assert "store" in shop.model.entity_sets


Edit = Callable[[str], str]
SPELLINGS: Sequence[tuple[str, str]] = [
    ('EntitySet(customer, "customer", names={"Größe": "Groesse"}),',
     "EntitySet(customer, 'customer', names=dict(Größe='Groesse')),"),
    ('EntitySet(customer, "customer", names={"Größe": "Groesse"}),',
     'EntitySet(table=customer, name="customer", names={"Größe": "Groesse"}, navigation=[]),  # a remark'),
    ('EntitySet(sales_order, "sales_order"),', 'EntitySet(sales_order, "sales_order", **{"page_size": 10}),'),
    ("from odata_service.publish import EntitySet, Service, Source\n",
     "from odata_service import publish\nfrom odata_service.publish import EntitySet, Service, Source\n\n"
     "READ = publish.Singleton\n"),
    ("    entity_sets=[\n", "    # all that there is\n    entity_sets=[  # in the order of the alphabet\n"),
    ('    Column("name", String(40), nullable=False),\n',
     '    Column(\n        "name",\n        # as on the bill\n        String(40),\n        nullable=False,\n    ),\n'),
    ('tiny = Table("tiny", metadata, Column("id", Integer, primary_key=True))',
     'tiny = Table("tiny", metadata, Column("id", Integer, primary_key=True), info={"owner": "nobody"})'),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(SPELLINGS)))
def test_files_may_be_written_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str], number: int) -> None:
    for url in urls("sqlite", "shop", tmp_path):
        shop = Written(url, "sqlite", tmp_path / "shop.py", capsys)
        shop.sql(TABLES)
        main(["model", url, "-o", str(shop.path)])
        shop.edit(SPELLINGS[number])
        before = shop.text
        shop.again()
        assert shop.text == before
        known = names(shop.model)
        shop.sql("""
            ALTER TABLE customer ADD COLUMN "Groesse" INTEGER; ALTER TABLE tiny ADD COLUMN more INTEGER;
            ALTER TABLE sales_order ADD COLUMN payer_id INTEGER REFERENCES customer(id);
            ALTER TABLE sales_order DROP COLUMN note; CREATE TABLE more (id INTEGER PRIMARY KEY)
        """)
        shop.again()
        after = names(shop.model)
        for name, (properties, ways) in known.items():
            assert set(properties) - {"note"} <= set(after[name][0])
            assert set(ways) <= set(after[name][1])
        assert {"more", "Groesse_2", "payer_id"} <= {item for one in after.values() for item in one[0]} | set(after)
        for line in SPELLINGS[number][1].split("\n"):
            if "#" in line:
                assert line[line.index("#") :] in shop.text


def test_tables_of_other_modules_stay_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The demo's model takes its tables from another module: nothing of them is defined twice."""
    url, path = f"sqlite:///{tmp_path}/erp.sqlite", tmp_path / "erp.py"
    build(url, scale=0.001)
    path.write_text((ROOT / "models" / "erp.py").read_text(encoding="utf-8"), encoding="utf-8")
    shop = Written(url, "sqlite", path, capsys)
    shop.sql("CREATE TABLE more (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id))")
    known = names(shop.model)
    said = shop.again()
    assert "+ more" in said and "+ orders" not in said and "+ customers" not in said
    after = names(shop.model)
    assert set(after) == {*known, "more"}
    for name, (properties, _) in known.items():
        assert after[name][0] == properties


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("SERVICE = (", "no Python"),
        ("import os\n", "entity_sets are listed"),
        ("from x_is_not_here import y\nSERVICE = Service(entity_sets=[])\n", "cannot be run"),
    ],
)
def test_other_files_are_left_alone(
    tmp_path: Path, written: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.py"
    path.write_text(written)
    with pytest.raises(SystemExit):
        main(["model", f"sqlite:///{tmp_path}/x.sqlite", "-o", str(path)])
    assert sentence in capsys.readouterr().err
    assert path.read_text() == written


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for url in urls("sqlite", "shop", tmp_path):
        Shop(url, "sqlite", tmp_path, capsys).sql("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        with pytest.raises(SystemExit) as end:
            main(["model", url, "-o", str(tmp_path / "nowhere" / "shop.py")])
        assert end.value.code == 2
        assert capsys.readouterr().err.strip() == f"{tmp_path}/nowhere/shop.py: No such file or directory."


SAID = """EntitySet(
            scratch,
            "Scratches",
            order_by=["-what"],  # newest first
            read_only=True,
        )"""


def test_what_was_said_of_a_table_is_said_again_when_it_is_there_again(shop: Written) -> None:
    shop.edit(('EntitySet(scratch, "scratch")', SAID))
    shop.sql("DROP TABLE scratch")
    assert "what you said of it stays as a comment" in shop.again()
    assert "Scratches" not in shop.model.entity_sets
    shop.sql("CREATE TABLE scratch (id INTEGER NOT NULL PRIMARY KEY, what VARCHAR(10), more INTEGER)")
    assert "can be published again, with what you had said of it" in shop.again()
    assert "# newest first" in shop.text
    assert "It was:" not in shop.text
    found = shop.model.entity_sets["Scratches"]
    assert ([*found.type.properties], found.order_by) == (["id", "what", "more"], (("what", True),))
    assert "nothing is different" in shop.again()


def test_what_does_not_fit_a_table_that_is_there_again_stays_a_comment(shop: Written) -> None:
    shop.edit(('EntitySet(scratch, "scratch")', SAID))
    shop.sql("DROP TABLE scratch")
    shop.again()
    shop.sql("CREATE TABLE scratch (id INTEGER NOT NULL PRIMARY KEY, why VARCHAR(10))")
    assert "does not fit any more, and stays as a comment" in shop.again()
    assert [*shop.model.entity_sets["scratch"].type.properties] == ["id", "why"]
    assert 'order_by=["-what"],  # newest first' in shop.text


def test_what_was_said_of_a_table_is_said_again_when_it_has_a_key_again(shop: Written) -> None:
    if shop.kind == "sqlite":
        pytest.skip("SQLite drops no keys")
    shop.edit(('EntitySet(tiny, "tiny")', 'EntitySet(tiny, "Tinies", read_only=True)'))
    mariadb = shop.kind == "mariadb"
    shop.sql(f"ALTER TABLE tiny DROP {'PRIMARY KEY' if mariadb else 'CONSTRAINT tiny_pkey'}")
    shop.sql(f"ALTER TABLE tiny {'MODIFY id INTEGER NULL' if mariadb else 'ALTER id DROP NOT NULL'}")
    assert "is not published any more" in shop.again()
    assert "Tinies" not in shop.model.entity_sets
    if shop.kind == "firebird":
        shop.sql("ALTER TABLE tiny ALTER id SET NOT NULL")
    shop.sql("ALTER TABLE tiny ADD PRIMARY KEY (id)")
    shop.again()
    assert 'EntitySet(tiny, "Tinies", read_only=True)' in shop.text
    assert shop.model.entity_sets["Tinies"].type.key == ("id",)


def test_a_set_that_stays_because_it_is_spoken_of_loses_its_mark_again(shop: Written) -> None:
    shop.edit(('EntitySet(tiny, "tiny")', 'EntitySet(tiny, "tiny", descriptions={"id": "scratch"})'))
    shop.sql("DROP TABLE scratch")
    assert "its set stays until nothing speaks of it" in shop.again()
    assert "# scratch is not in the database any more" in shop.text
    shop.sql("CREATE TABLE scratch (id INTEGER NOT NULL PRIMARY KEY, what VARCHAR(10))")
    assert "+ scratch" in shop.again()
    assert "any more" not in shop.text
