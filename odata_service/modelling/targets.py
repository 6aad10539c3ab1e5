"""What a command is about: the URL of a database, a model file, its module, or the name of a published service."""

import importlib
from collections.abc import Sequence
from pathlib import Path

from odata_service import publish
from odata_service.edm.draft import told
from odata_service.modelling.existing import declared_in
from odata_service.sql.opening import FILE_KINDS

PUBLISHED = "models.published"


def is_database(target: str) -> bool:
    """Whether it is a database's URL, or a directory of files."""
    return "://" in target or Path(target).is_dir()


def declared(target: str) -> publish.Service:
    """The service that is meant: by a file `models/shop.py`, a module `models.shop`, or its name.

    Raises:
        ValueError: there is none.
    """
    path = Path(target)
    if is_database(target):
        raise ValueError(
            "A model is meant here, and that is a database. Its model file is written by:"
            " python -m odata_service model URL -o models/NAME.py"
        )
    if path.suffix == ".py":
        if not path.is_file():
            raise ValueError(f"There is no file '{target}'.")
        return declared_in(path.read_text(encoding="utf-8"), path)
    kind = FILE_KINDS.get(path.suffix)
    if kind is not None:
        raise ValueError(f"'{target}' is no model file; a database in a file has a URL, such as {kind}:///{target}.")
    if "." in target:
        found = getattr(_module(target), "SERVICE", None)
        if not isinstance(found, publish.Service):
            raise ValueError(f"The module '{target}' declares no SERVICE.")
        return found
    services = {service.name: service for service in published()}
    if target not in services:
        known = ", ".join(services) or "none"
        files = [file for file in (Path(f"{target}.py"), Path("models", f"{target}.py")) if file.is_file()]
        if files:
            raise ValueError(f"'{target}' is no service that models/published.py lists ({known}). Say {files[0]}.")
        raise ValueError(
            f"'{target}' is no service that models/published.py lists ({known}), no model file (models/NAME.py), and no"
            " database (postgresql://user@host/name)."
        )
    return services[target]


def published() -> Sequence[publish.Service]:
    """The services that the server publishes.

    Raises:
        ValueError: nothing is published here.
    """
    found = getattr(_module(PUBLISHED), "SERVICES", None)
    if found is None:
        raise ValueError("models/published.py lists no SERVICES.")
    return list(found)


def _module(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            raise ValueError(f"There is no module '{name}' here; start the command where 'models' lies.") from None
        raise ValueError(told(error)) from error
    except Exception as error:  # whatever a model file does
        raise ValueError(told(error)) from error
