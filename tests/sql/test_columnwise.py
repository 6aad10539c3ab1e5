"""What is said for a whole column at once is what is said for each of its values."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from odata_service.edm.types import DATE_TIME_OFFSET
from odata_service.sql.columnwise import REMEMBERED, remembering
from odata_service.sql.decoders import QUICK, _with_scale, decoder
from odata_service.sql.printed import instant_of

moments = st.datetimes().map(str) | st.datetimes().map(lambda moment: f"{moment.replace(microsecond=0)}+00")
odd = st.sampled_from(["infinity", "0000-00-00 00:00:00", "2023-02-29 00:00:00", "2024-02-29 10:11:12", "2024-01-31",
                       "2024-01-31 24:00:00", "0044-03-15 00:00:00 BC", "2024-01-31 12:30:00.5", "", "\n"])  # fmt: skip
texts = moments | odd | st.text(max_size=5)
numbers = st.floats() | st.integers(-(2**63), 2**63 - 1) | st.decimals(-(10**6), 10**6, places=2).map(float)
printed = st.decimals().map(str) | st.sampled_from(["NaN", "Infinity", "-Infinity", "12.50"])


def agree(column: list[Any]) -> None:
    """Each quick way through a column, if it finds one, ends where its decoder does."""
    tried = 0
    for decode, quick in QUICK.items():
        try:
            one_by_one = [None if value is None else decode(value) for value in column]
        except (TypeError, ValueError, AttributeError, ArithmeticError):
            continue  # the decoder of another kind of values
        found = quick(column)
        assert found is None or list(map(repr, found)) == list(map(repr, one_by_one)), (decode, column)
        tried += 1
    assert tried


@given(st.lists(texts | st.none(), max_size=5))
@example(["2024-01-31 12:30:00", None, "2024-01-31 12:30:00.5", "2024-12-31 23:59:59.123456"])
@example(["2024-01-31 12:30:00.000", "2024-01-31 12:30:00.250", "2024-01-31 12:30:00.0"])
@example(["2024-01-31 12:30:00\n2024-01-31 12:30:00"])
def test_moments(column: list[Any]) -> None:
    agree(column)


@given(st.lists(numbers | st.none(), max_size=5))
@example([3.5, 2, 12.25, -0.0, 1234567890123456.75, 0.1 + 0.2, 1e22, 10**17 + 1, None])
@example([1.192092896e-07])
def test_numbers(column: list[Any]) -> None:
    agree(column)


@given(st.lists(printed | st.none(), max_size=5))
def test_printed_numbers(column: list[Any]) -> None:
    agree(column)


def test_the_usual_forms_are_quick() -> None:
    assert QUICK[instant_of](["2024-01-31 12:30:00+00", None, "2024-01-31 12:30:00.5"]) == [
        "2024-01-31T12:30:00Z", None, "2024-01-31T12:30:00.500000Z",
    ]  # fmt: skip
    iso = decoder("sqlite", DATE_TIME_OFFSET, None)
    assert iso is not None and QUICK[iso](["2024-01-31 12:30:00.000000"]) == ["2024-01-31T12:30:00Z"]
    hundredths = QUICK[_with_scale(2)]
    assert hundredths([2.5, 11272.28, None, 7]) == ["2.50", "11272.28", None, "7.00"]


def test_what_is_remembered_is_bounded() -> None:
    quick = remembering(lambda value: value)
    many = [str(number) for number in range(REMEMBERED * 3)]
    assert quick(many) == many
    assert len(quick.__closure__[0].cell_contents) <= REMEMBERED  # type: ignore[index, attr-defined]
    assert quick(["1", None]) == ["1", None]


@given(
    st.lists(st.datetimes().map(lambda moment: moment.isoformat(" ", "microseconds")), min_size=1, max_size=5)
    | st.lists(st.datetimes().map(lambda moment: moment.isoformat(" ", "seconds")), min_size=1, max_size=5),
    st.integers(0, 18), st.sampled_from("0123456789: "),
)  # fmt: skip
@example(["2024-02-28 12:30:00.000000", "2024-02-29 23:59:59.000000"], 0, "2")
@example(["2023-02-28 12:30:00", "2023-02-28 12:30:00"], 9, "9")
@example(["2024-01-31 12:30:00.000000"], 11, "3")
def test_moments_of_one_form(column: list[Any], place: int, letter: str) -> None:
    agree(column)
    agree([*column, column[0][:place] + letter + column[0][place + 1 :]])
