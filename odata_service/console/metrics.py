"""Services -> the numbers that they count themselves, by the names that the board has for them."""

from collections.abc import Mapping, Sequence

from sqlalchemy.pool import QueuePool

from odata_service.asynchronous.answering import Asynchronous
from odata_service.service import Service
from odata_service.sql.breaker import FAILURES
from odata_service.sql.stopping import READS


def numbers_of(services: Sequence[Service], asynchronous: Asynchronous | None) -> Mapping[str, float]:
    """What has been counted so far, and what there is at the moment."""
    services = [*services, *(asynchronous.services if asynchronous is not None else ())]
    readers = [service.reader for service in services]
    databases = [one for service in services for one in (service.database, *service.others.values())]
    pools = [pool for database in databases if isinstance(pool := database.engine.pool, QueuePool)]
    return {
        "odata_plan_cache_hits_total": sum(reader.plans.hits for reader in readers),
        "odata_plan_cache_misses_total": sum(reader.plans.misses for reader in readers),
        "odata_skips_sought_total": sum(reader.places.sought for reader in readers),
        "odata_skips_counted_total": sum(reader.places.skipped for reader in readers),
        "odata_reads_stopped_total": READS.stopped,
        "odata_plan_cache_size": sum(len(reader.plans.plans) for reader in readers),
        "odata_connections_in_use": sum(pool.checkedout() for pool in pools),
        "odata_connections_most": sum(pool.size() for pool in pools),
        "odata_databases_given_up": sum(database.breaker.failures >= FAILURES for database in databases),
        "odata_asynchronous_in_progress": len(asynchronous.running) if asynchronous is not None else 0,
    }
