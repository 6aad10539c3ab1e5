"""The environment -> Config."""

from dataclasses import fields
from pathlib import Path

import pytest

from odata_service.config import SETTINGS, Config, ConfigError, Secret, field_of
from odata_service.publish import Source

HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b/dWRWJTmaaJObG"


def mistakes_of(**environment: str) -> str:
    with pytest.raises(ConfigError) as raised:
        Config.from_env(environment)
    return str(raised.value)


def test_an_empty_environment_gives_the_defaults_of_the_class() -> None:
    assert Config.from_env({}) == Config()


def test_every_setting_is_a_field_and_every_field_a_setting() -> None:
    assert {field_of(setting) for setting in SETTINGS} == {item.name for item in fields(Config)} - {
        "warnings",
        "environment",
    }


def test_all_mistakes_are_reported_at_once_and_each_names_its_variable() -> None:
    text = mistakes_of(ODATA_PAGE_SIZE="many", ODATA_THREADS="0", ODATA_SEARCH_MODE="fuzzy", ODATA_REQUEST_LOG="maybe")
    assert text.splitlines() == [
        "ODATA_PAGE_SIZE is 'many'; it must be a whole number from 1 to 100000.",
        "ODATA_SEARCH_MODE is 'fuzzy'; it must be one of phrase, salesforce, words.",
        "ODATA_THREADS is '0'; it must be a whole number from 1 to 1000.",
        "ODATA_REQUEST_LOG is 'maybe'; it must be on or off.",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ODATA_STATEMENT_TIMEOUT", "nan"),
        ("ODATA_STATEMENT_TIMEOUT", "inf"),
        ("ODATA_STATEMENT_TIMEOUT", "-3"),
        ("ODATA_PAGE_SIZE", "1e3"),
        ("ODATA_TRUSTED_PROXIES", "10.0.0.0/99"),
        ("ODATA_TRUSTED_PROXIES", "proxy.example.com"),
        ("ODATA_PUBLIC_URL", "erp.example.com"),
        ("ODATA_PUBLIC_URL", "https://user:secret@erp.example.com"),
        ("ODATA_PUBLIC_URL", "https://[broken"),
        ("ODATA_USERS", "anna:plain password"),
        ("ODATA_USERS", HASH),
        ("ODATA_USERS", f"anna:{HASH};anna:{HASH}"),
    ],
)
def test_a_bad_value_is_one_sentence(name: str, value: str) -> None:
    text = mistakes_of(**{name: value})
    assert text.startswith(f"{name} ") and text.endswith(".") and "\n" not in text


def test_a_bad_users_entry_is_not_repeated_in_the_message() -> None:
    assert "hunter2" not in mistakes_of(ODATA_USERS="anna:hunter2")


def test_settings_that_contradict_each_other_are_refused() -> None:
    assert "ODATA_MAX_PAGE_SIZE" in mistakes_of(ODATA_PAGE_SIZE="3000")


def test_users_are_read_from_a_file_with_lines_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text(f"# who may log in\n\nanna:{HASH}\r\njörg:{HASH}\n")
    config = Config.from_env({"ODATA_USERS_FILE": str(path)})
    assert list(config.users) == ["anna", "jörg"]
    assert config.users["anna"].reveal() == HASH


def test_users_are_read_from_one_line() -> None:
    assert list(Config.from_env({"ODATA_USERS": f"anna:{HASH}; berta:{HASH};"}).users) == ["anna", "berta"]


def test_a_setting_may_not_be_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "size"
    path.write_text("10\n")
    assert Config.from_env({"ODATA_PAGE_SIZE_FILE": str(path)}).page_size == 10
    assert "both set" in mistakes_of(ODATA_PAGE_SIZE_FILE=str(path), ODATA_PAGE_SIZE="20")


def test_a_file_that_is_missing_or_not_text_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read (No such file" in mistakes_of(ODATA_PAGE_SIZE_FILE=str(tmp_path / "none"))
    assert "not a text file" in mistakes_of(ODATA_PAGE_SIZE_FILE=str(path))


def test_nothing_secret_is_in_the_repr() -> None:
    config = Config.from_env({"ODATA_USERS": f"anna:{HASH}", "ERP_URL": "mysql://u:geheim@h/d"})
    shown = repr(config) + repr(config.environment) + str(Secret("geheim"))
    assert "geheim" not in shown and HASH not in shown


def test_the_url_of_a_database_comes_from_its_variable_or_its_file_or_the_default(tmp_path: Path) -> None:
    path = tmp_path / "url"
    path.write_text("sqlite:///from-file\n")
    source = Source("ERP_URL", default="sqlite:///default")
    assert Config.from_env({}).database_url(source).reveal() == "sqlite:///default"
    assert Config.from_env({"ERP_URL": "sqlite:///set"}).database_url(source).reveal() == "sqlite:///set"
    assert Config.from_env({"ERP_URL_FILE": str(path)}).database_url(source).reveal() == "sqlite:///from-file"


def test_a_database_without_url_is_a_sentence_that_names_the_variable() -> None:
    with pytest.raises(ConfigError, match=r"^ERP_URL is not set"):
        Config.from_env({}).database_url(Source("ERP_URL"))


def test_a_misspelled_setting_is_noticed() -> None:
    config = Config.from_env({"ODATA_PAGESIZE": "5", "ODATA_ERP_URL": "sqlite://"})
    assert config.warnings == ("ODATA_PAGESIZE is not a setting; did you mean ODATA_PAGE_SIZE?",)


def test_the_pool_is_as_large_as_there_are_threads_unless_it_is_set() -> None:
    assert Config.from_env({"ODATA_THREADS": "3"}).pool_size == 3
    assert Config.from_env({"ODATA_THREADS": "3", "ODATA_POOL_SIZE": "5"}).pool_size == 5


def test_proxies_are_addresses_or_networks() -> None:
    config = Config.from_env({"ODATA_TRUSTED_PROXIES": "10.1.2.3/8, ::1 192.168.0.1"})
    assert [str(network) for network in config.trusted_proxies] == ["10.0.0.0/8", "::1/128", "192.168.0.1/32"]
