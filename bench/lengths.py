"""What long requests, wide pages, counting and many shapes cost."""

import random
from collections.abc import Callable, Sequence
from itertools import count
from statistics import median

import psycopg

from bench.kinds import ROOT, Call, batch
from bench.places import cpu_seconds, resident_kilobytes
from bench.servers import Running, libpq_url, service

STARTS = count(random.randrange(1_000), 7)
MATCHING = "quantity%20gt%201"  # 99 % of a million lines
SHAPES = 16_000


def cost(running: Running, calls: Callable[[], Call], times: int = 5, rounds: int = 5) -> tuple[float, float]:
    """The median of rounds: milliseconds of the application and of its database, per request."""
    found = []
    running.ask(calls())
    running.find_backends()
    for _ in range(rounds):
        before = running.clocks()
        for _ in range(times):
            running.ask(calls())
        after = running.clocks()
        found.append(tuple((late - early) * 1000 / times for early, late in zip(before, after, strict=True)))
    return median(one for one, _ in found), median(other for _, other in found)


def either(terms: int) -> Call:
    """A chain of so many keys, other ones each time."""
    start = next(STARTS)
    chain = "%20or%20".join(f"id%20eq%20{start + 13 * number}" for number in range(terms))
    return Call(f"{ROOT}orders?$filter={chain}&$top=200")


def length(database: str) -> None:
    print(f"\n{database}: length; CPU of application + database, ms per request, and per term or part\n")
    print("| request | ms | per thousand terms, per part |")
    print("| --- | ---: | ---: |")
    with service(database) as running:
        for terms in (10, 100, 1_000, 10_000):
            own, other = cost(running, lambda terms=terms: either(terms))  # type: ignore[misc]  # bound early
            print(f"| {terms:,} OR terms | {own:.2f} + {other:.2f} | {own * 1000 / terms:.2f} |")
        for parts in (1, 10, 100):
            own, other = cost(running, lambda parts=parts: batch(parts))  # type: ignore[misc]  # bound early
            print(f"| batch of {parts} GETs | {own:.2f} + {other:.2f} | {own / parts:.2f} |", flush=True)


def size(database: str) -> None:
    print(f"\n{database}: 2,000 rows of 12 columns, cut at so many bytes; CPU of the application\n")
    print("| ODATA_PAGE_BYTES | bytes | rows | next link | ms | ms per 1,000 rows |")
    print("| ---: | ---: | ---: | --- | ---: | ---: |")
    for limit in (4_000_000, 300_000, 100_000):
        with service(database, ODATA_PAGE_BYTES=str(limit)) as running:
            call = Call(f"{ROOT}orders?$top=2000", headers={"Prefer": "odata.maxpagesize=2000"})
            body = running.ask(call)
            rows, link = body.count(b'"order_no"'), b"@odata.nextLink" in body
            own, _ = cost(running, lambda call=call: call)  # type: ignore[misc]  # bound early
            print(f"| {limit:,} | {len(body):,} | {rows:,} | {'yes' if link else 'no'} | {own:.2f} "
                  f"| {own * 1000 / rows:.2f} |", flush=True)  # fmt: skip


def counting(database: str) -> None:
    """A page of 200 of 990,000 rows that a filter finds, in the order of the key."""
    print(f"\n{database}: counting 990,000 of 1,000,000 rows beside a page of 200; CPU ms of application + database\n")
    print("| way | ms |")
    print("| --- | ---: |")
    with service(database) as running:
        for name, option in (("the page alone", ""), ("with $count=true: a second statement", "&$count=true")):
            call = Call(f"{ROOT}order_lines?$filter={MATCHING}{option}&$top=200")
            own, other = cost(running, lambda call=call: call, times=2)  # type: ignore[misc]  # bound early
            print(f"| {name} | {own:.2f} + {other:.2f} |")
    if database == "postgresql":
        for name, statements in STATEMENTS.items():
            print(f"| {name}, in PostgreSQL alone | {_database_cost(statements):.2f} |", flush=True)


PAGE = "SELECT {} FROM order_lines WHERE quantity > 1 ORDER BY order_id, line_no LIMIT 200"
STATEMENTS = {
    "two statements": (PAGE.format("*"), "SELECT count(*) FROM order_lines WHERE quantity > 1"),
    "one statement, COUNT(*) OVER ()": (PAGE.format("*, count(*) OVER ()"),),
    "two statements, counted up to 10,000": (
        PAGE.format("*"), "SELECT count(*) FROM (SELECT 1 FROM order_lines WHERE quantity > 1 LIMIT 10000) AS rows"
    ),
}  # fmt: skip


def _database_cost(statements: Sequence[str], rounds: int = 5) -> float:
    found = []
    with psycopg.connect(libpq_url("postgresql"), autocommit=True) as connection:
        connection.execute("SET max_parallel_workers_per_gather = 0")  # this process does all of the work
        for _ in range(rounds):
            before = cpu_seconds([connection.info.backend_pid])
            for statement in statements:
                connection.execute(statement).fetchall()  # type: ignore[call-overload]  # our own text
            found.append((cpu_seconds([connection.info.backend_pid]) - before) * 1000)
    return median(found)


def shapes(database: str, number: int = SHAPES) -> None:
    """Requests none of which has the shape of another one: what is remembered of them is bounded."""
    names = ("id", "order_no", "customer_id", "order_date", "status", "currency", "net_amount", "tax_amount", "note")
    chance = random.Random(3)
    seen: set[str] = set()
    with service(database) as running:
        early, before = 0, running.clocks()[0]
        while len(seen) < number:
            chosen = ",".join(chance.sample(names, chance.randrange(2, 9)))
            if chosen in seen:
                continue
            seen.add(chosen)
            running.ask(Call(f"{ROOT}orders?$select={chosen}&$top=1"))
            if len(seen) == number // 2:
                early = resident_kilobytes(running.processes[0])
        spent, late = running.clocks()[0] - before, resident_kilobytes(running.processes[0])
    print(f"\n{database}: {number:,} shapes of requests, 2,000 of which are remembered:"
          f" {spent * 1000 / number:.2f} ms each; memory {early / 1000:.1f} MB after half of them,"
          f" {late / 1000:.1f} MB at the end ({late / early:.3f})", flush=True)  # fmt: skip
