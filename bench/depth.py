"""What depth costs: a million rows read by next links and by `$skip`, the first page beside the last, and the worker's
memory on the way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.kinds import ROOT, Call
from bench.places import resident_kilobytes
from bench.servers import Running, service

PAGE = {"Prefer": "maxpagesize=2000"}
NEXT = re.compile(rb'"@odata\.nextLink":"http://[^/]+([^"]+)"\}$')
WAYS = {
    "by key": "order_lines",
    "by a column with ties and nulls": "order_lines?$select=order_id,line_no,product_no,quantity&$orderby=delivered",
    "the same, descending": "order_lines?$select=order_id,line_no,product_no,quantity&$orderby=delivered%20desc",
    "by key, with a filter": "order_lines?$filter=quantity%20gt%201%20and%20line_no%20lt%2050",
}
SKIP = 950_000
ROUNDS = 15


@dataclass(slots=True)
class Walk:
    """All pages of one request, and the worker's memory behind the first tenth of them and at the end."""

    pages: list[str]
    rows_per_page: int
    early: int
    late: int


def report(database: str) -> None:
    print(f"\n{database}: 1,000,000 rows by next links, 2,000 a page; CPU of application and database, ms per page\n")
    print("| order | pages | first | last | last / first (1.1) | memory at 10 %, at the end, MB | (1.02) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with service(database) as running:
        for name, target in WAYS.items():
            walk = _walk(running, ROOT + target)
            first, last = _compared(running, [walk.pages[1:4], walk.pages[-4:-1]])
            print(f"| {name} | {len(walk.pages)} | {first:.2f} | {last:.2f} | {last / first:.2f} "
                  f"| {walk.early / 1000:.1f}, {walk.late / 1000:.1f} | {walk.late / walk.early:.3f} |",
                  flush=True)  # fmt: skip


def _walk(running: Running, target: str) -> Walk:
    pages = [target]
    early = 0
    while True:
        found = NEXT.search(running.ask(Call(pages[-1], headers=PAGE))[-4000:])
        if found is None:
            return Walk(pages, 2000, early, resident_kilobytes(running.processes[0]))
        pages.append(found[1].decode())
        if len(pages) == 50:
            early = resident_kilobytes(running.processes[0])


def _compared(running: Running, groups: Sequence[Sequence[str]]) -> list[float]:
    """The median cost of a page of each group, asked for in turns."""
    costs: list[list[float]] = [[] for _ in groups]
    running.find_backends()
    for _ in range(ROUNDS):
        for cost, pages in zip(costs, groups, strict=True):
            before = sum(running.clocks())
            for page in pages:
                running.ask(Call(page, headers=PAGE))
            cost.append((sum(running.clocks()) - before) * 1000 / len(pages))
    return [median(cost) for cost in costs]
