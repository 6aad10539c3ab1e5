"""What is found out about a model: sentences, how much they matter, and what would help."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from odata_service.modelling.terminal import Terminal

LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """`level`: "error": it does not work; "warning": not as it is meant; "note". `advice`: what would help, often as it
    is to be written."""

    level: str
    where: str
    text: str
    advice: str = ""


def by_level(findings: Iterable[Finding]) -> list[Finding]:
    """What matters most comes first."""
    return sorted(findings, key=lambda item: LEVELS.index(item.level))


def lines_of(finding: Finding, to: Terminal, indent: int = 2) -> Iterator[str]:
    """A finding on the terminal."""
    yield from to.finding(finding.level, finding.where, finding.text, indent)
    if finding.advice:
        yield from (to.styled(line, "cyan") for line in to.wrapped(f"{' ' * (indent + 2)}→ ", finding.advice))


def count_of(findings: Sequence[Finding], level: str) -> int:
    return sum(finding.level == level for finding in findings)
