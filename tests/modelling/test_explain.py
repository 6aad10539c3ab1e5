"""`explain`: the tree, the meaning, the statements and the plan of a request, on every database."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from odata_service.cli import main
from odata_service.sql.explain import PLANNING
from tests.modelling.shops import Shop

REQUEST = (
    "Orders?$filter=Status eq 'Open' and NetAmount gt 100 and contains(Remark,'x')&$orderby=OrderDate desc"
    "&$expand=Lines($expand=Product;$top=2),Customer&$count=true&$top=5"
)
WORDS = """\
What it means
  Rows of Orders
    where Status is 'Open' and NetAmount is more than 100 and Remark contains 'x'
    sorted by OrderDate descending, then OrderID"""


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> object:
    def ask(url: str, *options: str, database: str = "sqlite://") -> str:
        monkeypatch.setenv("ERP_DATABASE_URL", database)
        capsys.readouterr()
        main(["explain", url, "--model", "models.erp", *options])
        return capsys.readouterr().out

    return ask


def test_all_there_is_to_be_said(explain, database_url: str) -> None:  # type: ignore[no-untyped-def]
    said = explain(REQUEST, database=database_url)
    assert WORDS in said
    assert "segments: PathSegment Orders" in said and "predicate" not in said and "top=5" in said
    titles = [line for line in said.split("\n") if line.endswith(")") and line[:1] not in (" ", "")]
    assert [title.partition("  (")[0] for title in titles] == [
        "The rows", "Their number", "Lines of those rows", "Lines/Product of those rows", "Customer of those rows",
    ]  # fmt: skip
    planned = make_url(database_url).get_backend_name() in PLANNING
    assert said.count("  Plan\n") == (len(titles) if planned else 0)
    assert ("is not asked for its plan" in said) is not planned
    assert "FROM orders" in said and "ORDER BY orders.order_date DESC" in " ".join(said.split())
    assert "'%x%'" in said or "'x'" in said


def test_an_index_that_is_missing_is_named(explain, database_url: str) -> None:  # type: ignore[no-untyped-def]
    backend = make_url(database_url).get_backend_name()
    if backend == "duckdb" or backend not in PLANNING:
        pytest.skip(f"{backend} needs no indexes, or does not tell its plan")
    said = " ".join(explain("Orders?$filter=TrackingNumber eq 5", database=database_url).split())
    name = "ix_orders_tracking_numbe" if backend == "firebird" else "ix_orders_tracking_number_order_id ON"
    assert f"CREATE INDEX {name}" in said and "orders (tracking_number, order_id)" in said
    assert "CREATE INDEX" not in explain("Orders(5)", database=database_url)
    if backend == "firebird":  # whose indexes ascend or descend as a whole
        said = " ".join(explain("Orders?$orderby=TrackingNumber desc", database=database_url).split())
        assert "CREATE DESCENDING INDEX" in said and "orders (tracking_number, order_id)" in said


def test_an_index_for_an_order_of_what_may_be_null(explain, database_url: str) -> None:  # type: ignore[no-untyped-def]
    backend = make_url(database_url).get_backend_name()
    if backend in ("duckdb", "firebird") or backend not in PLANNING:
        pytest.skip(f"{backend} needs no indexes, or does not tell its plan in the same words")
    said = " ".join(explain("Orders?$orderby=TrackingNumber&$top=5", database=database_url).split())
    nulls = " NULLS FIRST" if backend == "postgresql" else ""
    assert f"ON orders (tracking_number{nulls}, order_id)" in said


@pytest.mark.parametrize("dialect", ["mssql", "oracle", "mysql", "postgresql", "sqlite"])
def test_the_sql_for_a_database_that_is_not_there(explain, dialect: str) -> None:  # type: ignore[no-untyped-def]
    said = explain(REQUEST, "--dialect", dialect)
    assert f"The rows  ({dialect})" in said
    assert "Plan" not in said
    assert said.count("SELECT ") >= 5


def test_the_sql_for_a_database_whose_url_nobody_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "far.py"
    path.write_text(
        "from sqlalchemy import Column, Integer, MetaData, Table\n"
        "from odata_service.publish import EntitySet, Service, Source\n"
        't = Table("t", MetaData(), Column("a", Integer, primary_key=True))\n'
        'SERVICE = Service(name="far", source=Source("FAR_URL"), entity_sets=[EntitySet(t, "T")])\n'
    )
    main(["explain", "T?$filter=a gt 5", "--model", str(path), "--dialect", "oracle"])
    assert "The rows  (oracle)" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["explain", "T", "--model", str(path)])
    assert "FAR_URL is not set" in capsys.readouterr().err


@pytest.mark.parametrize("root", ["", "/odata/v4/erp/", "https://example.com/odata/v4/erp/"])
def test_urls_as_they_are_at_hand(explain, root: str) -> None:  # type: ignore[no-untyped-def]
    assert "One row of Customers" in explain(f"{root}Customers(5)?$select=City", "--no-plan")


def test_more_of_what_can_be_meant(explain) -> None:  # type: ignore[no-untyped-def]
    for url, words in (
        ("Orders?$filter=Customer/City eq null or Lines/any(l:l/Quantity gt 5)",
         "Customer/City has no value or there is one of Lines where Lines/Quantity is more than 5"),
        ("Orders?$filter=OrderID in (1,2,3,4,5,6,7)", "OrderID is one of (1, 2, 3, 4, 5, … (7 values))"),
        ("Customers(5)/Orders/$count", "The number of rows of Orders"),
        ("Orders?$filter=not (year(OrderDate) eq 2024)", "not (year(OrderDate) is 2024)"),
        ("Orders?$apply=groupby((Status),aggregate(NetAmount with sum as Total))", "Rows of Orders"),
        ("$crossjoin(Orders,Customers)?$filter=Orders/CustomerID eq Customers/CustomerID&$top=1", "Orders"),
        ("Customers?$search=pipe", "contains"),
    ):  # fmt: skip
        assert words in " ".join(explain(url, "--no-plan").split()), url


def test_a_database_without_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = Shop(f"sqlite:///{tmp_path}/shop.sqlite", "sqlite", tmp_path, capsys)
    shop.sql("CREATE TABLE article (id INTEGER PRIMARY KEY, name VARCHAR(20)); INSERT INTO article VALUES (1, 'A')")
    main(["explain", "article?$filter=name eq 'A'", "--database", shop.url])
    assert "CREATE INDEX ix_article_name_id ON article (name, id)" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Orders?$filter=Nmae eq 1"], "400 BadRequest"),
        (["Nothing"], "404 NotFound"),
        ([""], "Only what reads the rows of entity sets is explained"),
        (["/odata/v4/erp/?$top=1"], "Only what reads the rows of entity sets is explained"),
        (["$metadata"], "Only what reads the rows of entity sets is explained"),
        (["Orders", "--dialect", "cobol"], "no dialect 'cobol'"),
        (["Orders", "--model", "models.none"], "no module"),
    ],
)
def test_mistakes_are_one_sentence(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["explain", *arguments])
    assert sentence in capsys.readouterr().err
