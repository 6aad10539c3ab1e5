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
SELECT = "order_lines?$select=order_id,line_no,product_no,quantity&$orderby=delivered"
ALL = (("", 0.0, 1.0),)
# What is read, and which parts of it are compared at their ends: a fifth of the lines have no date, and rows that are
# together in the table cost less than rows of one day.
WAYS = {
    "by key": ("order_lines", ALL),
    "by a column with ties and nulls": (SELECT, ((", the nulls", 0.0, 0.19), (", the values", 0.21, 1.0))),
    "the same, descending": (SELECT + "%20desc", ((", the values", 0.0, 0.79), (", the nulls", 0.81, 1.0))),
    "by key, with a filter": ("order_lines?$filter=quantity%20gt%201%20and%20line_no%20lt%2050", ALL),
}
ROUNDS = 15


@dataclass(slots=True)
class Walk:
    """All pages of one request, and the worker's memory behind the first tenth of them and at the end."""

    pages: list[str]
    early: int
    late: int


def report(database: str) -> None:
    print(f"\n{database}: 1,000,000 rows by next links, 2,000 a page; CPU of application and database, ms per page\n")
    print("| order | pages | first | last | last / first (1.1) | memory at 10 %, at the end, MB | (1.02) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with service(database) as running:
        for name, (target, parts) in WAYS.items():
            walk = _walk(running, ROOT + target)
            memory = f"{walk.early / 1000:.1f}, {walk.late / 1000:.1f} | {walk.late / walk.early:.3f}"
            for part, start, stop in parts:
                pages = walk.pages[int(start * len(walk.pages)) : int(stop * len(walk.pages))]
                first, last = _compared(running, [pages[1:4], pages[-4:-1]])
                print(f"| {name}{part} | {len(pages)} | {first:.2f} | {last:.2f} | {last / first:.2f} | {memory} |",
                      flush=True)  # fmt: skip
                memory = " |"


def _walk(running: Running, target: str) -> Walk:
    pages = [target]
    early = 0
    while True:
        found = NEXT.search(running.ask(Call(pages[-1], headers=PAGE))[-4000:])
        if found is None:
            return Walk(pages, early, resident_kilobytes(running.processes[0]))
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
