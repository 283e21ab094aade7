"""What every step of a verdict's working is made of: the case, its numbers, its years."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from indicators.amounts import bare, report_scale
from indicators.languages import both, choose
from indicators.progress import position
from indicators.report_types import IndicatorReport, Step, Target, Text
from indicators.wording import day

ATTAINED = ("met", "met_early", "holding")


@dataclass(frozen=True)
class Case:
    """A report that has a target."""

    report: IndicatorReport
    target: Target

    @property
    def has_due_figure(self) -> bool:
        """Whether the latest judged figure is the full-year figure for the target's year."""
        latest = self.report.latest
        return latest is not None and position(latest) == self.target.year + 1

    @property
    def attained(self) -> bool:
        return self.report.verdict.code in ATTAINED

    def number(self, value: Decimal, lang: str) -> str:
        """A value in the page's unit with all its decimals, so that sums can be followed."""
        scale = report_scale(self.report, lang)
        return bare(value, self.report, scale, lang, aligned=True, exact=True)

    def operand(self, value: Decimal, lang: str) -> str:
        """The same, as it stands after a sign."""
        words = self.number(value, lang)
        return f"({words})" if value < 0 else words

    def stands_for(self, lang: str) -> str:
        """The time of the latest figure, where it is not the target's own year."""
        latest = self.report.latest
        if latest is None or self.has_due_figure:
            return ""
        if latest.as_of is None:
            return choose(lang, f", for {latest.year}", f"，{latest.year}年")
        on = day(latest.as_of, lang)
        return choose(lang, f", on {on}", f"，{on}")


def step(
    code: str, label: tuple[str, str], write: Callable[[str], str], value: str | Decimal | None
) -> Step:
    """A step whose expression is what `write(lang)` says in each language."""
    shown = f"{value:f}" if isinstance(value, Decimal) else value
    words: Text = {"en": label[0], "zh-hans": label[1]}
    return Step(code=code, label=words, expression=both(write), value=shown)


def brackets(words: str, lang: str) -> str:
    """Arithmetic with the brackets of its language; the Chinese ones bring their own space."""
    if lang == "en":
        return words
    return words.replace("(", "（").replace(")", "）").replace(" （", "（").replace("） ", "）")


def years(span: Fraction) -> str:
    """A span of years with at most two decimals: 5, 0.62."""
    exact = Decimal(span.numerator) / Decimal(span.denominator)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
