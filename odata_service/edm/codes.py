"""Codes: what columns of old databases hold, and the values that it stands for.

Each code reads what a driver delivers (`decode`: None where it stands for nothing), and says what a column holds for a
value (`encode`), so that literals are compared with the column as it is. A value that no column can hold is encoded as
something that lies where it belongs and is equal to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.parser import isoparse

from odata_service.edm.clocks import turn_between
from odata_service.edm.forms import Form

NEVER = "\x01"  # a text that no column holds
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, a time or an instant as a number, or as its digits in a text; of an instant's digits in a zone."""

    form: Form
    text: bool
    zone: ZoneInfo | None = None
    ordered = True

    def decode(self, value: Any) -> Any:
        number = whole(value, self.form.digits if self.text else 0)
        try:
            found = None if number is None or (number < 0 < self.form.digits) else self.form.decode(number)
        except (ValueError, OverflowError):
            return None
        return found if found is None or self.zone is None else at_utc(found.replace(tzinfo=None), self.zone)

    def encode(self, value: Any) -> Any:
        local = value if self.zone is None else at_zone(value, self.zone).replace(tzinfo=UTC)
        number = self.form.encode(local)
        exact = self.form.decode(number) == (local if isinstance(local, datetime) else local.isoformat())
        if self.text:
            return f"{max(number, 0):0{self.form.digits}d}" + ("" if exact else ".5")
        return number if exact else number + 0.5

    def written(self, value: Any) -> Any:
        found = self.encode(value)
        return found.removesuffix(".5") if isinstance(found, str) else int(found)


@dataclass(frozen=True, slots=True)
class Zoned:
    """A timestamp without a zone: the clock's time in this one.

    Of the hour that comes twice it is the first, and of the one that does not come as if the clock had not been set.
    """

    zone: ZoneInfo
    ordered = True

    def decode(self, value: Any) -> datetime | None:
        try:
            found = _instant(value)
            return at_utc(found, self.zone)
        except (ValueError, OverflowError):
            return None

    def encode(self, value: Any) -> Any:
        return at_zone(value, self.zone)

    def written(self, value: Any) -> Any:
        return value.astimezone(self.zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Flag:
    """A letter, a word or a number for true and another for false. Without one for false all others are false."""

    true: tuple[Any, ...]
    false: tuple[Any, ...]
    text: bool
    ordered = False

    def decode(self, value: Any) -> bool | None:
        found = plain_code(value, text=self.text)
        if found in self.true:
            return True
        return False if found in self.false or not self.false else None

    def encode(self, value: Any) -> Any:
        return (self.true if value else self.false or (("",) if self.text else (0,)))[0]

    written = encode


@dataclass(frozen=True, slots=True)
class Words:
    """Codes that stand for words: pairs of (code, word)."""

    pairs: tuple[tuple[Any, str], ...]
    text: bool
    ordered = False

    def decode(self, value: Any) -> str | None:
        found = plain_code(value, text=self.text)
        return next((word for code, word in self.pairs if code == found), None)

    def encode(self, value: Any) -> Any:
        unknown = NEVER if self.text else min(code for code, _ in self.pairs) - 1
        return next((code for code, word in self.pairs if word == value), unknown)

    def written(self, value: Any) -> Any:
        """Raises ValueError: there is no code for the word."""
        found = next((code for code, word in self.pairs if word == value), None)
        if found is None:
            raise ValueError(f"one of {', '.join(word for _, word in self.pairs)}")
        return found


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that names something, as its digits: `text`, zeros in front, where the column is `width` digits wide.

    They are sorted, and compared with less and greater, as the numbers that they are.
    """

    width: int = 0  # 0: the column is a number
    ordered = True

    def decode(self, value: Any) -> str | None:
        text = str(value).strip()
        if self.width:
            return (text.lstrip("0") or "0") if text.isascii() and text.isdigit() else text or None
        if isinstance(value, float):
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        return f"{value:f}" if isinstance(value, Decimal) else text

    def encode(self, value: Any) -> Any:
        plain = value.isascii() and value.isdigit() and (value[0] != "0" or value == "0")
        if self.width:
            return value.zfill(self.width) if plain else value if not value[:1].isdigit() else NEVER
        return int(value) if plain or (value[:1] == "-" and value[1:].isdigit() and value[1] != "0") else -0.5

    def written(self, value: Any) -> Any:
        """Raises ValueError: it is no number."""
        found = self.encode(value)
        if found in (NEVER, -0.5):
            raise ValueError("a number without zeros in front")
        return found


Code = Dated | Zoned | Flag | Words | Digits


def whole(value: Any, width: int = 0) -> int | None:
    """The whole number that a driver delivers as a number or a text; of a text with just so many digits, if said."""
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        text = value.strip()
        if text.isascii() and text.isdigit():
            return int(text) if not width or len(text) == width else None
    if width:
        return None
    try:
        number = Decimal(str(value).strip())
        return int(number) if number.adjusted() < LONGEST and number == number.to_integral_value() else None
    except ArithmeticError:
        return None


LONGEST = 40  # digits: what has an exponent may have millions of them


def plain_code(value: Any, *, text: bool) -> Any:
    """As a model says codes: texts without padding, whole numbers."""
    if text:
        return str(value).rstrip(" ")
    found = whole(value)
    return value if found is None else found


def _instant(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        found: datetime = isoparse(value.strip())
        return found


def at_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """An instant, of which a zone's clock shows the time; one that knows its own zone stays what it is."""
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def at_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """What a zone's clock shows. The second time round in the hour that comes twice, which no value stands for, it is
    the moment before that hour's end: behind all of the first, and before all that follows."""
    local = moment.astimezone(zone)
    if not local.fold:
        return local.replace(tzinfo=None)
    return _set_back(zone, local.date()) - MICROSECOND


@lru_cache(1000)
def _set_back(zone: ZoneInfo, day: date) -> datetime:
    """What the clock shows at the moment when it is set back on this day."""
    early = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1)
    turn = turn_between(zone, early, early + timedelta(days=3))
    return (early.astimezone(zone).utcoffset() or timedelta()) + turn.replace(tzinfo=None)


def texts_of(values: Any) -> tuple[Any, ...]:
    """One value, or several, as a tuple."""
    return tuple(values) if isinstance(values, Sequence) and not isinstance(values, str) else (values,)
