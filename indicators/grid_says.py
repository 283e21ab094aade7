"""What is said of a cell of the draft, under its line: echo, verdict, what is odd or in the way."""

from dataclasses import dataclass

from indicators import sentences
from indicators.grid_checking import Checked
from indicators.grid_words import against_words, echo, saved_words, tip_words, when_words
from indicators.languages import choose, say
from indicators.models import Figure as Row
from indicators.report_types import Figure
from indicators.reports import figure as as_report


@dataclass(frozen=True, kw_only=True)
class Say:
    """What is said of a cell of the draft, under its line, with the fields that it asks for."""

    checked: Checked
    lang: str
    before: Figure | None = None  # what the cell of the year before says

    @property
    def key(self) -> str:
        return self.checked.place.key

    @property
    def state(self) -> str:
        """error, conflict, warning (answered or not), or changed."""
        codes = {each.code for each in self.checked.problems}
        if codes - {"warning", "conflict"}:
            return "error"
        if "conflict" in codes:
            return "conflict"
        found = self.checked.finding
        return "warning" if found and found.warnings else "changed"

    @property
    def when(self) -> str:
        return when_words(self.checked.line, self.checked.place, self.lang)

    @property
    def title(self) -> str:
        """ "Industrial output, 2025, full year:", at the head of a line in the list of problems."""
        name = say(self.checked.line.report.name, self.lang)
        return choose(self.lang, f"{name}, {self.when}:", f"{name}，{self.when}：")

    @property
    def waits(self) -> bool:
        """Whether something stands in the way; a cell that was only prepared waits for nothing."""
        return bool(self.checked.problems)

    @property
    def summary(self) -> str:
        """What stands in the way, in one sentence."""
        return next((each.sentence for each in self.checked.problems), "")

    @property
    def typed(self) -> str:
        return self.checked.texts["value"].strip()

    @property
    def echo(self) -> str:
        figure = self.checked.figure
        return echo(figure, self.typed, self.checked.line.report, self.lang) if figure else ""

    @property
    def verdict(self) -> dict[str, object] | None:
        """The verdict that all that was typed would give, for a series that is judged."""
        report, line = self.checked.would_be, self.checked.line
        if report is None or report.target is None or not line.series.headline:
            return None
        return {
            "key": sentences.verdict_key(report.verdict.code, report.verdict.reason),
            "words": sentences.verdict_words(report.verdict, report, self.lang),
            "marks": sentences.marks(report.verdict, report, self.lang),
        }

    @property
    def verdict_now(self) -> str:
        """The verdict as long as nothing is saved, where another one would come of it."""
        report, would_be = self.checked.line.report, self.checked.would_be
        if self.verdict is None or would_be is None or report.verdict.code == would_be.verdict.code:
            return ""
        return sentences.verdict_words(report.verdict, report, self.lang)

    @property
    def against(self) -> str:
        figure = self.checked.figure
        return against_words(self.before, figure, self.checked.line, self.lang) if figure else ""

    @property
    def row(self) -> int | None:
        """The key of the figure that stands in the cell."""
        standing = self.checked.line.at(self.checked.place)
        return standing.pk if standing else None

    @property
    def tip(self) -> str:
        tip, figure = self.checked.tip, self.checked.figure
        report = self.checked.would_be
        return tip_words(tip, report, figure, self.lang) if tip and figure and report else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.checked.finding.said if self.checked.finding else ()

    @property
    def problems(self) -> list[str]:
        """What is wrong beside unanswered warnings and conflicts, each once."""
        said = [
            each.sentence
            for each in self.checked.problems
            if each.code not in ("warning", "conflict")
        ]
        return list(dict.fromkeys(said))

    @property
    def conflict(self) -> dict[str, str] | None:
        """Both values, where somebody else saved after this person began to type."""
        for each in self.checked.problems:
            if each.code == "conflict":
                old = self.checked.finding.old if self.checked.finding else None
                return {"sentence": each.sentence, "saved": self._words(old), "mine": self._mine()}
        return None

    def _words(self, row: Row | None) -> str:
        return saved_words(as_report(row), self.checked.line.report, self.lang) if row else "—"

    def _mine(self) -> str:
        figure = self.checked.figure
        return saved_words(figure, self.checked.line.report, self.lang) if figure else ""

    @property
    def now(self) -> str:
        """The figure that would be replaced, in words."""
        finding = self.checked.finding
        return self._words(finding.old) if finding and finding.kind == "changed" else ""
