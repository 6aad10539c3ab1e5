"""The WSGI application, over HTTP as a client sees it: Flask's own test client speaks to the real thing."""

import base64
import gzip
import json
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models.build import build
from models.erp import SERVICE
from odata_service.app import create_app
from odata_service.config import Config, Secret
from tests.conftest import opened

ROOT = "/odata/v4/erp/"
HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = f"sqlite:///{tmp_path_factory.mktemp('app')}/erp.sqlite"
    build(made, scale=0.002)
    yield made


def client(url: str, **settings: Any) -> FlaskClient:
    config = Config(environment={SERVICE.source.variable: Secret(url)}, **settings)
    return create_app([opened(url, config)], config).test_client()


def basic(name: str, password: str, encoding: str = "utf-8") -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode(encoding)).decode()}


def test_rows_come_over_http(url: str) -> None:
    response = client(url).get(f"{ROOT}Countries?$top=1")
    assert response.status_code == 200
    assert response.headers["OData-Version"] == "4.0"
    assert response.headers["Content-Type"] == "application/json;odata.metadata=minimal"
    assert response.json["@odata.context"] == "http://localhost/odata/v4/erp/$metadata#Countries"


def test_an_encoded_slash_stays_in_its_segment(url: str) -> None:
    response = client(url).get(f"{ROOT}Countries('D%2FE')")
    assert response.status_code == 404
    assert "no such entity" in response.json["error"]["message"]


def test_a_server_that_hands_over_the_decoded_path_only_is_served(url: str) -> None:
    """PEP 3333 knows no raw URL; `%2F` within keys needs one, all else does not."""
    environ = {"RAW_URI": "", "REQUEST_URI": ""}
    made = client(url)
    response = made.get(
        f"{ROOT}Countries?$filter=CountryName%20eq%20'C%C3%B4te%2Fd'&$count=true", environ_overrides=environ
    )
    assert (response.status_code, response.json["@odata.count"]) == (200, 0)
    response = made.get(f"{ROOT}Countries('%C3%84%20%25')", environ_overrides=environ)
    assert response.status_code == 404
    assert "no such entity" in response.json["error"]["message"]


def test_head_is_get_without_its_body(url: str) -> None:
    made = client(url)
    got, head = made.get(f"{ROOT}Countries"), made.head(f"{ROOT}Countries")
    assert head.data == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.status_code == 200


def test_answers_are_compressed_when_the_client_takes_it(url: str) -> None:
    made = client(url)
    plain = made.get(f"{ROOT}$metadata")
    packed = made.get(f"{ROOT}$metadata", headers={"Accept-Encoding": "gzip, deflate"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert made.get(f"{ROOT}$metadata", headers={"Accept-Encoding": "gzip;q=0"}).data == plain.data


def test_compressed_bodies_are_read_and_bombs_are_not(url: str) -> None:
    made = client(url, max_body_bytes=10_000)
    small = made.post(f"{ROOT}Countries", data=gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"})
    assert small.status_code == 400
    bomb = made.post(f"{ROOT}Countries", data=gzip.compress(b"0" * 10**7), headers={"Content-Encoding": "gzip"})
    assert bomb.status_code == 413
    wrong = made.post(f"{ROOT}Countries", data=b"{}", headers={"Content-Encoding": "gzip"})
    assert wrong.status_code == 400
    other = made.post(f"{ROOT}Countries", data=b"{}", headers={"Content-Encoding": "br"})
    assert other.status_code == 415
    assert other.headers["OData-Version"] == "4.0"


def batched(made: FlaskClient, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    numbered = [{"id": str(number), "method": "GET", **one} for number, one in enumerate(requests)]
    response = made.post(f"{ROOT}$batch", json={"requests": numbered})
    assert response.status_code == 200
    return list(response.json["responses"])


def test_the_answers_of_a_batch_end_somewhere(own_url: str) -> None:
    """A thousand pages of 4 MB would be 4 GB; what is refused is not carried out, and takes its group with it."""
    made = client(own_url, batch_bytes=10_000)
    page, delete = {"url": "Countries"}, {"method": "DELETE", "url": "ProductGroups('X')", "atomicityGroup": "g"}
    created = made.post(f"{ROOT}ProductGroups", json={"GroupCode": "X", "GroupName": "New"})
    assert created.status_code == 201
    answers = batched(made, *[page] * 30, delete, {**delete, "url": "ProductGroups('Y')"}, page)
    statuses = [answer["status"] for answer in answers]
    assert statuses[0] == 200 and statuses[-1] == 413 and statuses.count(200) < 20
    assert "ODATA_BATCH_BYTES" in answers[-1]["body"]["error"]["message"]
    assert made.get(f"{ROOT}ProductGroups('X')").status_code == 200


def test_a_batch_does_not_take_for_ever(url: str) -> None:
    answers = batched(client(url, batch_seconds=0.0), {"url": "Countries"}, {"url": "Countries"})
    assert [answer["status"] for answer in answers] == [504, 504]
    assert "ODATA_BATCH_SECONDS" in answers[0]["body"]["error"]["message"]


def test_metadata_is_not_sent_again_while_it_is_the_same(url: str) -> None:
    made = client(url)
    tag = made.get(f"{ROOT}$metadata").headers["ETag"]
    again = made.get(f"{ROOT}$metadata", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert made.get(f"{ROOT}$metadata", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_url_that_is_too_long_is_a_414(url: str) -> None:
    response = client(url, max_url_bytes=2000).get(f"{ROOT}Countries?$filter={'x' * 3000}")
    assert response.status_code == 414
    assert response.json["error"]["code"] == "UriTooLong"


def test_health_needs_no_credentials_and_tells_nothing(url: str) -> None:
    made = client(url, users={"ann": Secret(HASHER.hash("secret 123"))})
    assert (made.get("/health/live").status_code, made.get("/health/live").data) == (200, b"ok\n")
    assert made.get("/health/ready").data == b"ok\n"
    gone = client("sqlite:////nowhere/at/all.sqlite").get("/health/ready")
    assert (gone.status_code, gone.data) == (503, b"not ready\n")


def test_users_log_in_and_others_do_not(url: str) -> None:
    made = client(url, users={"ann": Secret(HASHER.hash("secret 123"))})
    nobody = made.get(f"{ROOT}Countries")
    assert nobody.status_code == 401
    assert nobody.headers["WWW-Authenticate"].startswith("Basic ")
    assert nobody.headers["OData-Version"] == "4.0"
    assert made.get(f"{ROOT}Countries", headers=basic("ann", "wrong")).status_code == 401
    assert made.get(f"{ROOT}Countries", headers=basic("bob", "secret 123")).status_code == 401
    assert made.get(f"{ROOT}Countries", headers=basic("ann", "secret 123")).status_code == 200
    assert made.get(f"{ROOT}Countries", headers=basic("ann", "secret 123")).status_code == 200
    assert made.get("/").status_code == 401


def test_a_password_may_come_in_latin_1(url: str) -> None:
    """What `requests`, curl on Windows and older browsers send, whatever charset the challenge names."""
    made = client(url, users={"ann": Secret(HASHER.hash("pässwörd"))})
    assert made.get(f"{ROOT}Countries", headers=basic("ann", "pässwörd")).status_code == 200
    assert made.get(f"{ROOT}Countries", headers=basic("ann", "pässwörd", "latin-1")).status_code == 200
    assert made.get(f"{ROOT}Countries", headers=basic("ann", "passwörd", "latin-1")).status_code == 401


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !!!", "Bearer x", "Basic " + base64.b64encode(b"\xff:\xff").decode()]
)
def test_a_broken_login_is_refused_clearly(url: str, header: str) -> None:
    made = client(url, users={"ann": Secret(HASHER.hash("secret 123"))})
    assert made.get(f"{ROOT}Countries", headers={"Authorization": header}).status_code in (400, 401)


def test_without_users_only_this_machine_is_answered(url: str) -> None:
    made = client(url)
    assert made.get(f"{ROOT}Countries", environ_base={"REMOTE_ADDR": "10.1.2.3"}).status_code == 403
    assert made.get(f"{ROOT}Countries", headers={"Host": "evil.example"}).status_code == 403
    assert made.get(f"{ROOT}Countries", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 403
    assert made.get(f"{ROOT}Countries", environ_base={"REMOTE_ADDR": "::1"}).status_code == 200


def test_forwarded_headers_count_from_trusted_proxies_only(url: str) -> None:
    from_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "erp.example.com", "X-Forwarded-Prefix": "/erp"}
    users = {"ann": Secret(HASHER.hash("secret 123"))}
    headers = {**from_proxy, **basic("ann", "secret 123")}
    trusting = Config.from_env({"ODATA_TRUSTED_PROXIES": "127.0.0.0/8"}).trusted_proxies
    seen = client(url, users=users, trusted_proxies=trusting).get(ROOT, headers=headers)
    assert seen.json["@odata.context"] == "https://erp.example.com/erp/odata/v4/erp/$metadata"
    ignored = client(url, users=users).get(ROOT, headers=headers)
    assert ignored.json["@odata.context"] == "http://localhost/odata/v4/erp/$metadata"


def test_a_host_that_is_none_is_refused(url: str) -> None:
    made = client(url, users={"ann": Secret(HASHER.hash("secret 123"))})
    environ = {"HTTP_HOST": 'evil"><script>'}
    response = made.get(ROOT, headers=basic("ann", "secret 123"), environ_overrides=environ)
    assert response.status_code == 400
    assert "script" not in response.text


def test_the_start_page_has_the_services_and_the_form(url: str) -> None:
    page = client(url).get("/")
    assert page.headers["Content-Type"].startswith("text/html")
    for part in ("Demo ERP", "Customers?$top=20", "http://localhost/odata/v4/erp/", "Server Driven Pagination"):
        assert part in page.text


def test_the_start_page_says_what_salesforce_still_needs(url: str) -> None:
    made = client(url, users={"ann": Secret(HASHER.hash("secret 123"))})
    logged_in = basic("ann", "secret 123")
    there = made.get("/", headers=logged_in, base_url="https://erp.example")
    assert "Before Salesforce" not in there.text
    plain = made.get("/", headers=logged_in)
    assert "over HTTPS" in plain.text and "needs a user" not in plain.text
    assert "needs a user" in client(url).get("/").text


def test_the_start_page_says_that_a_proxy_is_not_believed(url: str) -> None:
    users = {"ann": Secret(HASHER.hash("secret 123"))}
    forwarded = {**basic("ann", "secret 123"), "X-Forwarded-Proto": "https"}
    assert "ODATA_TRUSTED_PROXIES=127.0.0.1" in client(url, users=users).get("/", headers=forwarded).text
    for settings in ({"trusted_proxies": (ip_network("127.0.0.1/32"),)}, {"public_url": "https://erp.example"}):
        page = client(url, users=users, **settings).get("/", headers=forwarded).text
        assert "ODATA_TRUSTED_PROXIES" not in page and "over HTTPS" not in page


def test_the_start_page_says_how_salesforce_searches(url: str) -> None:
    assert "ODATA_SEARCH_MODE=salesforce" in client(url).get("/").text
    assert "ODATA_SEARCH_MODE" not in client(url, search_mode="salesforce").get("/").text


def test_the_start_page_says_what_salesforce_cannot_take(url: str) -> None:
    page = client(url).get("/").text
    assert "<tr><td>Warehouses<td>OpensAt, ClosesAt: Salesforce has no TimeOfDay" in page
    assert "<p></p>" not in page


def test_elsewhere_there_is_nothing(url: str) -> None:
    made = client(url)
    for path in ("/odata/v4/none/", "/odata/v4", "/favicon.ico", "/odata/v4/erp/../x"):
        assert made.get(path).status_code == 404


def test_a_broken_database_is_a_503_that_names_no_driver(url: str, tmp_path: Path) -> None:
    response = client(f"sqlite:///{tmp_path}/missing/folder.sqlite").get(f"{ROOT}Countries")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "sqlite" not in json.dumps(response.json)
    metadata = client(f"sqlite:///{tmp_path}/missing/folder.sqlite").get(f"{ROOT}$metadata")
    assert metadata.status_code == 200


SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def own_url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path}/erp.sqlite"
    build(made, scale=0.002)
    return made


def renamed(made: FlaskClient, name: str, **headers: str) -> TestResponse:
    """Salesforce's update of a product group."""
    given = {"X-HTTP-METHOD": "PATCH", **{key.replace("_", "-"): value for key, value in headers.items()}}
    return made.post(f"{ROOT}ProductGroups('PIPE')", json={"GroupName": name}, headers=given)


def test_changes_over_http(own_url: str) -> None:
    made = client(own_url)
    assert renamed(made, "Renamed").status_code == 204
    assert made.get(f"{ROOT}ProductGroups('PIPE')/GroupName").json["value"] == "Renamed"
    created = made.post(f"{ROOT}ProductGroups", json={"GroupCode": "X", "GroupName": "New"})
    assert (created.status_code, created.headers["Location"]) == (
        201,
        "http://localhost/odata/v4/erp/ProductGroups('X')",
    )
    assert made.delete(f"{ROOT}ProductGroups('X')").status_code == 204


def test_pages_of_other_sites_cannot_write(own_url: str) -> None:
    """What a browser sends without asking first: no type, or one of forms."""
    made = client(own_url)
    for kind in ("", "text/plain", "application/x-www-form-urlencoded"):
        answer = made.post(
            f"{ROOT}ProductGroups('PIPE')", data=b'{"GroupName":"x"}', content_type=kind,
            headers={"Origin": "https://evil.example"},
        )  # fmt: skip
        assert answer.status_code == 415, kind


def test_the_token_handshake(own_url: str) -> None:
    made = client(own_url, csrf=True, secret=Secret(SECRET))
    refused = renamed(made, "Never")
    assert (refused.status_code, refused.headers["X-CSRF-Token"]) == (403, "Required")
    assert refused.json["error"]["code"] == "Forbidden"
    assert "X-CSRF-Token" not in made.get(ROOT).headers
    token = made.get(ROOT, headers={"X-CSRF-Token": "Fetch"}).headers["X-CSRF-Token"]
    assert renamed(made, "Renamed", X_CSRF_Token=token).status_code == 204
    assert renamed(made, "Again", x_csrf_token=token).status_code == 204
    assert renamed(made, "Never", X_CSRF_Token=token[:-1] + ("0" if token[-1] != "0" else "1")).status_code == 403
    assert made.post(f"{ROOT}$batch", json={"requests": []}).status_code == 403
    assert made.post(f"{ROOT}$batch", json={"requests": []}, headers={"X-CSRF-Token": token}).status_code == 200
    assert made.get(f"{ROOT}$metadata", headers={"X-CSRF-Token": "fetch"}).headers["X-CSRF-Token"] != "Required"


def test_a_token_is_that_of_its_user(own_url: str) -> None:
    users = {name: Secret(HASHER.hash("password")) for name in ("anna", "bert")}
    made = client(own_url, csrf=True, secret=Secret(SECRET), csrf_header="X-Anti", users=users)
    anna, bert = basic("anna", "password"), basic("bert", "password")
    token = made.get(ROOT, headers={"X-Anti": "Fetch", **anna}).headers["X-Anti"]
    assert renamed(made, "Never", X_Anti=token, **bert).status_code == 403
    assert renamed(made, "Renamed", X_Anti=token, **anna).status_code == 204
    assert renamed(made, "Never", X_Anti=token).status_code == 401
