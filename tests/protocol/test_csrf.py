"""Tokens expire, and clocks that were set back do no harm."""

import pytest

from odata_service.protocol.csrf import LIFETIME, is_valid, token_of


@pytest.mark.parametrize(("later", "valid"), [(0, True), (LIFETIME, True), (LIFETIME + 1, False), (-7200, True)])
def test_a_token_is_valid_for_an_hour(later: int, valid: bool) -> None:
    token = token_of("secret", "anna", 1_800_000_000)
    assert is_valid(token, "secret", "anna", 1_800_000_000 + later) is valid


@pytest.mark.parametrize("token", ["", "-", "x", "zz-00", "Fetch", "ü-ü", "1-", "-" * 99, "6b49d200-" + "0" * 64])
def test_what_is_no_token_is_not_valid(token: str) -> None:
    assert not is_valid(token, "secret", None)


def test_nobody_is_not_somebody_without_a_name() -> None:
    assert not is_valid(token_of("secret", None), "secret", "")
    assert not is_valid(token_of("secret", None), "other", None)
