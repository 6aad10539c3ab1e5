"""`make bench`: what each kind of request costs, beside the constant answer, the floor and, with `--peers`, SAP CAP.

All of it is CPU time from the processes' own clocks, in milliseconds per request: the median of rounds in which every
server, one after the other, is asked the same number of times. Wall-clock time says nothing on a machine that has
other things to do.
"""

import argparse
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from bench import data, sections
from bench.floor import Floor, floors
from bench.kinds import BOUND, KINDS, Kind, for_peer
from bench.places import cpu_seconds, reachable
from bench.servers import Running, cap, constant, service

WARMING = 3  # requests before those that are measured


@dataclass(slots=True)
class Costs:
    """What one kind of request cost, by who answered: milliseconds of the application and of the database."""

    rounds: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, name: str, application: float, database: float = 0.0) -> None:
        self.rounds.setdefault(name, []).append((application, database))

    def of(self, name: str) -> tuple[float, float] | None:
        """The median of the rounds."""
        found = self.rounds.get(name)
        return (median(one for one, _ in found), median(other for _, other in found)) if found else None


def measure(database: str, rounds: int, peers: bool) -> None:
    """Prints the table of one database."""
    with ExitStack() as stack:
        ours = stack.enter_context(service(database))
        answers = {call.target: ours.ask(call) for kind in KINDS if not kind.changes for call in [kind.call(0)]}
        plain = stack.enter_context(constant(answers))
        peer = stack.enter_context(cap(database)) if peers and database != "mariadb" else None
        bare = {kind.name: floors(database, kind) for kind in KINDS}
        costs = {kind.name: Costs() for kind in KINDS}
        for number in range(-1, rounds):  # the first round warms up
            for kind in KINDS:
                one = _round(kind, ours, plain, peer, bare[kind.name])
                for name, spent in one.items() if number >= 0 else ():
                    costs[kind.name].add(name, *spent)
    _print(database, costs, {kind.name: len(answers.get(kind.call(0).target, "")) for kind in KINDS})


def _round(
    kind: Kind, ours: Running, plain: Running, peer: Running | None, bare: Mapping[str, Floor]
) -> dict[str, tuple[float, float]]:
    """What each one spends on a request of this kind."""
    spent = {"ours": _asked(ours, kind)}
    if not kind.changes:
        spent["constant"] = _asked(plain, kind)
    if peer is not None:
        spent["CAP"] = _asked(peer, kind)
    for name, floor in bare.items():
        before, database = time.process_time(), cpu_seconds(floor.backends)
        for _ in range(kind.times):
            floor.run()
        spent[f"floor {name}"] = (
            (time.process_time() - before) * 1000 / kind.times,
            (cpu_seconds(floor.backends) - database) * 1000 / kind.times,
        )
    return spent


def _asked(server: Running, kind: Kind) -> tuple[float, float]:
    calls = [kind.call(number) for number in range(kind.times + WARMING)]
    if server.name == "CAP":
        calls = [for_peer(call) for call in calls]
    for call in calls[:WARMING]:
        server.ask(call)
    server.find_backends()
    before = server.clocks()
    for call in calls[WARMING:]:
        server.ask(call)
    after = server.clocks()
    return (after[0] - before[0]) * 1000 / kind.times, (after[1] - before[1]) * 1000 / kind.times


def _print(database: str, costs: Mapping[str, Costs], sizes: Mapping[str, int]) -> None:
    print(f"\n{database}: CPU of the application + of the database, ms per request\n")
    print("| request | kB | ours | constant | least floor | ours / (constant + floor) | CAP | CAP / ours |")
    print("| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |")
    for name, cost in costs.items():
        ours, plain, peer = cost.of("ours"), cost.of("constant"), cost.of("CAP")
        assert ours is not None
        floors = {key[6:]: found for key in cost.rounds if key.startswith("floor ") and (found := cost.of(key))}
        least = min(floors.items(), key=lambda item: sum(item[1]), default=None)
        share = f"{sum(ours) / (plain[0] + sum(least[1])):.2f}" if plain and least else ""
        alone = f"{plain[0]:.2f}" if plain else ""
        print(f"| {name} | {sizes[name] / 1000:.1f} | {_pair(ours)} | {alone} "
              f"| {f'{_pair(least[1])} {least[0]}' if least else ''} | {share}{' (1.3)' if name in BOUND else ''} "
              f"| {_pair(peer) if peer else ''} | {f'{sum(peer) / sum(ours):.1f}' if peer else ''} |")  # fmt: skip


def _pair(cost: tuple[float, float]) -> str:
    return f"{cost[0]:.2f}" + (f" + {cost[1]:.2f}" if cost[1] else "")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="What a request costs.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--peers", action="store_true", help="SAP CAP beside it; needs Node")
    parser.add_argument("--only", action="append", help="a database, or a section: " + ", ".join(sections.SECTIONS))
    given = parser.parse_args()
    wanted = given.only or [*reachable(), *sections.SECTIONS]
    for database in reachable():
        if database in wanted:
            data.make(database)
            measure(database, given.rounds, given.peers)
    for name, section in sections.SECTIONS.items():
        if name in wanted:
            section()


if __name__ == "__main__":
    main()
