"""The start page: what is published here, and what to write into Salesforce's form."""

from collections.abc import Mapping, Sequence
from html import escape

from odata_service.service import Service

STYLE = """
:root{color-scheme:light dark;
--ink:#1b2430;
--dim:#5b6675;
--line:#d9dee5;
--page:#f7f8fa;
--card:#fff;
--link:#0b5cab}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;
--dim:#9aa6b5;
--line:#323b47;
--page:#12161c;
--card:#1a2029;
--link:#7db8f5}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem}
h1{font-size:1.7rem;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:0}
p{margin:.4rem 0;color:var(--dim)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.4rem;margin:1.4rem 0}
a{color:var(--link);text-decoration:none}
a:hover{text-decoration:underline}
code{font:.92em ui-monospace,monospace;overflow-wrap:anywhere}
ul{columns:14rem;padding:0;margin:.9rem 0 0;list-style:none}
li{padding:.15rem 0;break-inside:avoid}
table{border-collapse:collapse;width:100%;margin-top:.8rem}
td{border-top:1px solid var(--line);padding:.4rem .6rem .4rem 0;vertical-align:top}
td:first-child{color:var(--dim);width:45%}
details{margin-top:.9rem}
summary{cursor:pointer;color:var(--dim)}
"""

FORM = (
    ("Type", "Salesforce Connect: OData 4.0"),
    ("URL", "{url}"),
    ("Connection Timeout (Seconds)", "120"),
    ("Writable External Objects", "{writable}"),
    ("High Data Volume", "off"),
    ("Server Driven Pagination", "on"),
    ("Request Row Counts", "on"),
    ("Compress Requests", "off"),
    ("Enable Search", "on"),
    ("Use Free-Text Search Expressions", "on{search}"),
    ("Format", "JSON"),
    ("Special Compatibility", "None"),
    ("Identity Type", "Named Principal"),
    ("Authentication Protocol", "Password Authentication, with a user of ODATA_USERS"),
)


WITH_PUNCTUATION = "; with ODATA_SEARCH_MODE=salesforce it finds O'Neil, too: Salesforce searches without punctuation"

Refused = Sequence[tuple[str, str]]  # entity sets that Salesforce cannot take, and why


def start_page(
    services: Sequence[Service], root: str, refused: Mapping[str, Refused], *, users: bool, proxy: str | None
) -> bytes:
    """The page as HTML; `root` is the absolute URL below which the services lie, `refused` what of each service
    Salesforce cannot take, `users`: whether there are some, `proxy`: one in front that is not believed."""
    alone = len(services) == 1
    sections = "".join(
        _service(service, f"{root}{service.name}/", refused[service.name], opened=alone) for service in services
    )
    page = (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>odata_service</title><style>{STYLE}</style><main><h1>odata_service</h1>"
        f"<p>Database tables, live, as OData&nbsp;4 services for Salesforce Connect.</p>"
        f"{_notes(root, users, proxy)}{sections}</main></html>"
    )
    return page.encode()


def _notes(root: str, users: bool, proxy: str | None) -> str:
    """What is to be done before Salesforce can reach services that are reached so."""
    found = []
    if root.startswith("http:"):
        found.append("It has to be reachable over HTTPS, at an address of the internet: write that one into the URL.")
    if proxy is not None:
        found.append(
            f"A proxy says how it was reached, and is not believed, so that all links are wrong: set "
            f"<code>ODATA_TRUSTED_PROXIES={escape(proxy)}</code>"
        )
    if not users:
        found.append(
            "It needs a user; as long as there is none, only this machine is answered. Make one, and set ODATA_USERS "
            "to what this prints: <code>.venv/bin/python -m odata_service user salesforce</code>"
        )
    notes = "".join(f"<p>{note}</p>" for note in found)
    return f"<section><h2>Before Salesforce can use it</h2>{notes}</section>" if found else ""


def _service(service: Service, url: str, refused: Refused, *, opened: bool) -> str:
    model = service.model
    sets = "".join(
        f"<li><a href='{escape(url)}{escape(name)}?$top=20' title='{escape(item.description or '')}'>{escape(name)}</a>"
        for name, item in model.entity_sets.items()
    )
    writable = "on" if any(item.insertable or item.updatable for item in model.entity_sets.values()) else "off"
    search = "" if service.search_mode == "salesforce" else WITH_PUNCTUATION
    values = [(label, value.format(url=url, writable=writable, search=search)) for label, value in FORM]
    form = "".join(f"<tr><td>{escape(label)}<td><code>{escape(value)}</code>" for label, value in values)
    return (
        f"<section><h2>{escape(model.title or model.name)}</h2>"
        f"{f'<p>{escape(model.description)}</p>' if model.description else ''}"
        f"<p><a href='{escape(url)}'>Service document</a> · <a href='{escape(url)}$metadata'>Metadata</a></p>"
        f"<ul>{sets}</ul>{_table('Not published', service.model.left_out)}"
        f"<details{' open' if opened else ''}>"
        f"<summary>For Salesforce: Setup → External Data Sources → New External Data Source</summary>"
        f"<table>{form}</table><p>Save, then press <b>Validate and Sync</b>, and choose the tables.</p>"
        f"{_table('Not to be chosen', refused, opened=True)}</details></section>"
    )


def _table(title: str, things: Sequence[tuple[str, str]], *, opened: bool = False) -> str:
    """What is not there, each with its reason."""
    if not things:
        return ""
    rows = "".join(f"<tr><td>{escape(what)}<td>{escape(why)}" for what, why in things)
    return (
        f"<details{' open' if opened else ''}><summary>{title} ({len(things)})</summary><table>{rows}</table></details>"
    )
