"""A database that a command cannot look into -> one sentence for the person who typed its URL, without the password."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from odata_service.errors import ODataError
from odata_service.sql.opening import normalised

# What drivers say, and what that means; the first match counts.
MEANINGS = tuple(
    (re.compile(pattern, re.I), meaning)
    for pattern, meaning in (
        (r"Can't open lib|\bIM00[23]\b",
         "the URL's ODBC driver is not installed here (Microsoft's is msodbcsql18; ?driver= names another)"),
        (r"location of Firebird Client Library|libfbclient",
         "Firebird's client library is not installed here (Debian's libfbclient2)"),
        (r"(?:schema|catalog) is required",
         "the URL has to name a catalog and a schema: trino://user@host:8080/catalog/schema"),
        (r"^IO Error.*does not exist", "there is no such file, or it cannot be opened"),
        (r"resolve|not known|getaddrinfo|\b2005\b|nodename", "there is no host of this name"),
        (r"password authentication|Access denied for user|role .* does not exist|no pg_hba|\b1045\b|\b1698\b|ORA-01017"
         r"|authentication failed|SQL30082N|login failed|28P01|28000|user name and password",
         "it does not let this user in; look at the user's name and the password, and from where it may come"),
        (r"database .* does not exist|Unknown database|\b1049\b|\b1044\b|ORA-12514|DPY-6001"
         r"|SQL30061N|SQL1013N|cannot open database|3D000",
         "there is no database of this name on the server, or this user may not see it"),
        (r"refused|Can't connect|\b2003\b|timed? ?out|unreachable|no route|ORA-12541|server closed"
         r"|Failed to establish a connection|Unable to connect|SQL30081N",
         "nothing answers there; see whether the database runs, and whether host and port are right"),
        (r"unable to open database file|No such file|does not exist|cannot open file",
         "there is no such file, or it cannot be opened"),
        (r"file is not a database|not a valid", "this file is no database of this kind"),
        (r"permission denied|denied|\b1142\b|42501|insufficient priv|ORA-01031", "this user may not read it"),
    )
)  # fmt: skip


@contextmanager
def reached(url: str) -> Iterator[None]:
    """What a database says about why it cannot be read becomes a sentence.

    Raises:
        ValueError: with that sentence.
    """
    missing = _missing_file(url)
    if missing is not None:  # SQLite would make one, with nothing in it
        raise ValueError(f"There is no such file as '{missing}'.")
    try:
        yield
    except SQLAlchemyError as error:
        raise ValueError(sentence_about(url, getattr(error, "orig", None) or error)) from error
    except ODataError as error:
        raise ValueError(sentence_about(url, error.__cause__ or error)) from error


def sentence_about(url: str, error: BaseException) -> str:
    """What is wrong with the database of this URL."""
    said = _without_secrets(" ".join(str(error).split()), url)
    meaning = next((text for pattern, text in MEANINGS if pattern.search(said)), None)
    named = normalised(url).set(query={}).render_as_string(hide_password=True)
    quoted = f"“{said[:160]}”" if said else type(error).__name__
    if meaning is None:
        return f"The database {named} cannot be read: {quoted}."
    return f"The database {named} cannot be read: {meaning}. ({quoted})"


def _missing_file(url: str) -> str | None:
    """The file of a SQLite database that is not there."""
    target = normalised(url)
    name = target.database or ""
    plain = target.get_backend_name() == "sqlite" and name not in ("", ":memory:") and not name.startswith("file:")
    return name if plain and not Path(name).exists() else None


def _without_secrets(said: str, url: str) -> str:
    password = normalised(url).password
    text = re.sub(r"//[^/@\s]*@", "//***@", said)
    return text.replace(str(password), "***") if password else text
