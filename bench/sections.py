"""What does not fit into the table of kinds: changes, depth, size, length, concurrency, start."""

from collections.abc import Callable, Mapping

from sqlalchemy.engine import make_url

from bench import changes
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
            target = make_url(URLS[database]).set(database="odata_bench_erp").render_as_string(hide_password=False)
            create_database(database, "odata_bench_erp")
        build(target)
        print(f"\n{database}: changes of the demo ERP, and batches in one request\n")
        print(f"| {'request':25} | CPU ms | floor ms | req/s |")
        print(f"| {'---':25} | ---: | ---: | ---: |")
        with demo(target) as running:
            parent = running.processes[0]
            changes.report(
                target, running.port, lambda parent=parent: cpu_seconds([parent, *children(parent)]), SECONDS
            )  # type: ignore[misc]  # the parameter is bound early


SECTIONS: Mapping[str, Callable[[], None]] = {"changes": changed}
