"""The table that every benchmark prints: ours, a peer, the raw limit and the ratio to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

HEADINGS = ("what", "ours", "peer", "limit", "ratio", "goal", "")
TOLERANCE = 2.0  # a goal missed by more than this holds the work open (contracts.md, Tests)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; smaller is better, in the unit of its table.

    `goal` is the largest ratio of ours to the limit that performance.md allows, `fault` the ratio
    above which it holds the work open, where that is not twice the goal. A peer's figure is
    marked when it is quoted from another run instead of measured in this one.
    """

    what: str
    ours: float
    limit: float | None = None
    goal: float | None = None
    peer: float | None = None
    is_quoted: bool = False
    fault: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the limit."""
        return self.ours / self.limit if self.limit else None

    @property
    def verdict(self) -> str:
        """Say whether the goal is met, missed, or missed so far that it counts as a fault."""
        if self.goal is None or self.ratio is None:
            return ""
        if self.ratio <= self.goal:
            return "met"
        return "missed" if self.ratio <= (self.fault or self.goal * TOLERANCE) else "FAULT"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one benchmark."""

    title: str
    unit: str  # of ours, peer and limit: "ms", "µs", "MB", "s"
    rows: Sequence[Row]

    @property
    def has_fault(self) -> bool:
        """Tell whether a row is worse than its goal allows even on a noisy machine."""
        return any(row.verdict == "FAULT" for row in self.rows)

    def __str__(self) -> str:
        """Draw a Markdown table whose columns also line up as plain text."""
        lines = [list(HEADINGS), *(self._cells(row) for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
        drawn = [
            "| " + " | ".join(self._align(cell, widths, column) for column, cell in enumerate(line))
            for line in lines
        ]
        rule = "|" + "|".join(
            "-" * (width + 2) if column == 0 else "-" * (width + 1) + ":"
            for column, width in enumerate(widths)
        )
        head, *body = (f"{line} |" for line in drawn)
        return "\n".join([f"### {self.title} ({self.unit})", "", head, f"{rule}|", *body])

    @staticmethod
    def _align(cell: str, widths: Sequence[int], column: int) -> str:
        return cell.ljust(widths[0]) if column == 0 else cell.rjust(widths[column])

    @staticmethod
    def _cells(row: Row) -> list[str]:
        peer = _figure(row.peer) + (" (quoted)" if row.is_quoted else "")
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
        goal = "" if row.goal is None else f"{row.goal:g}x"
        return [
            row.what,
            _figure(row.ours),
            peer,
            _figure(row.limit),
            ratio,
            goal,
            row.verdict,
        ]


def interleaved(
    runs: Mapping[str, Callable[[], object]],
    rounds: int = 7,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, float]:
    """Run each in turn, `rounds` times over, and return the median seconds of each.

    With `process_time` as clock the load of the machine counts less; only for what waits for
    nothing but the processor.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            begun = clock()
            run()
            seconds[name].append(clock() - begun)
    return {name: median(times) for name, times in seconds.items()}


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}"
