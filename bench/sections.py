"""What does not fit into the table of kinds: changes, depth, size, length, counting, shapes, concurrency, start."""

from collections.abc import Callable, Mapping

from sqlalchemy.engine import make_url

from bench import changes, crowd, depth, lengths, starting
from bench.places import URLS, children, cpu_seconds, create_database, reachable
from bench.servers import demo
from models.build import build

SECONDS = 1.0


def changed() -> None:
    """Changes and batches on the demo ERP."""
    for database in reachable():
        if database == "mariadb":
            continue
        target = "sqlite:///data/erp.sqlite"
        if database != "sqlite":
            place = make_url(URLS[database])
            target = place.set(database=f"{place.database}_erp").render_as_string(hide_password=False)
            create_database(database, f"{place.database}_erp")
        build(target)
        print(f"\n{database}: changes of the demo ERP, and batches in one request\n")
        print(f"| {'request':25} | CPU ms | floor ms | req/s |")
        print(f"| {'---':25} | ---: | ---: | ---: |")
        with demo(target) as running:
            parent = running.processes[0]
            changes.report(
                target, running.port, lambda parent=parent: cpu_seconds([parent, *children(parent)]), SECONDS
            )  # type: ignore[misc]  # the parameter is bound early


def on(names: tuple[str, ...], report: Callable[[str], None]) -> Callable[[], None]:
    """A report for each of these databases that answers."""

    def all_of_them() -> None:
        for name in names:
            if name in reachable():
                report(name)

    return all_of_them


BOTH = ("sqlite", "postgresql")
SECTIONS: Mapping[str, Callable[[], None]] = {
    "depth": on(BOTH, depth.report),
    "size": on(("postgresql",), lengths.size),
    "length": on(BOTH, lengths.length),
    "counting": on(BOTH, lengths.counting),
    "shapes": on(("postgresql",), lengths.shapes),
    "concurrency": on(("postgresql",), crowd.report),
    "start": starting.report,
    "changes": changed,
}
