"""What an entry of the feed says of its release, in words, without Django."""

from indicators.languages import choose, say
from indicators.report_types import ReleaseReport
from indicators.wording import minute
from releases.revision_words import Line, VerdictRow, Why, changed, line, verdict_rows
from releases.revisions import Comparison


def entry_lines(comparison: Comparison, lang: str) -> list[str]:
    """What a release changed: the count, each verdict, then each revision that has its reason."""
    if comparison.old is None:
        return [changed(comparison, lang)]
    rows = [line(each, lang) for each in comparison.figures]
    return [
        changed(comparison, lang),
        *(_verdict_line(each, lang) for each in verdict_rows(comparison.verdicts, lang)),
        *(_reason_line(each, each.why, lang) for each in rows if each.why),
    ]


def _reason_line(row: Line, why: Why, lang: str) -> str:
    """ "Output, All, 2023, full year: ¥400.0bn → ¥423.0bn (revised by the source): Recounted." """
    name = say(row.name, lang) if row.name else ""
    step = f"{row.old} → {row.new}" if row.old else row.new
    reason = say(why.reason, lang)
    return choose(
        lang,
        f"{name}, {row.what}: {step} ({why.kind}): {reason}",
        f"{name}，{row.what}：{step}（{why.kind}）：{reason}",
    )


def _verdict_line(row: VerdictRow, lang: str) -> str:
    name, new = say(row.name, lang), row.new.words
    if row.old is None:
        return choose(lang, f"{name}: {new} (new).", f"{name}：{new}（新增）。")
    return choose(
        lang,
        f"{name}: was “{row.old.words}”, now “{new}”.",
        f"{name}：由“{row.old.words}”变为“{new}”。",
    )


def corrects(release: ReleaseReport, lang: str) -> str:
    """What a release corrects and why: "This corrects release 1: …"; "" where it corrects none."""
    if release.corrects is None or release.correction is None:
        return ""
    why = say(release.correction, lang)
    return choose(
        lang,
        f"This corrects release {release.corrects}: {why}",
        f"本次发布更正第{release.corrects}次发布：{why}",
    )


def withdrawn(release: ReleaseReport, lang: str) -> str:
    """When and why a release was withdrawn."""
    if release.withdrawn_at is None or release.withdrawal is None:
        return ""
    at, why = minute(release.withdrawn_at, lang), say(release.withdrawal, lang)
    return choose(
        lang,
        f"Release {release.number} was withdrawn on {at}: {why}",
        f"第{release.number}次发布已于{at}撤回：{why}",
    )
