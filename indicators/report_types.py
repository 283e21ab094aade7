"""The frozen dataclasses that pages, answers and downloads are made of.

Standard library only. A report is built live from rows (`indicators/reports.py`) or read back from
a frozen document (`releases/published.py`); whoever shows it cannot tell which. Values are exact
decimals in base units (yuan, enterprises, a share as a fraction of one); shares are decimals with
six places. Fields are only ever added, each with a default, so that documents of every past format
still decode.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

FORMAT = 1

# Text in both languages of the product. A side may be empty only in notes, reasons, sources,
# statements and commentary: then the other side is shown, marked with its language.
Text = TypedDict("Text", {"en": str, "zh-hans": str})


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who published a figure, and where it can be read. `url` is None for a mirror, always."""

    publisher: Text
    title: Text
    url: str | None = None
    published_on: str = ""  # "2024-08-27", "2024-08" or "2024"; "" where no day is known
    kind: str = "official"  # official, press, mirror


@dataclass(frozen=True, kw_only=True)
class Revision:
    """Why a published figure is not what it was. `kind`: source, error, definition."""

    kind: str
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published value of a series.

    `covers`: "year" (the full year), "at_date" (on `as_of`), "to_date" (1 January to `as_of`).
    `obs_status`: a code of SDMX CL_OBS_STATUS (A, P, E, F, D, U, …).
    `break_kind`: "", or what makes this figure the first of a new series: "definition",
    "revised-base".
    `revision`: why its value or status is another one than an earlier release gave.
    """

    year: int
    value: Decimal
    covers: str = "year"
    as_of: datetime.date | None = None
    obs_status: str = "A"
    break_kind: str = ""
    source: Source | None = None
    note: Text | None = None
    revision: Revision | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    """What was promised for the end of `year`: bounds in base units, `tolerance` a share."""

    year: int
    aim: str  # rise, fall, within
    lower: Decimal | None = None
    upper: Decimal | None = None
    strict: bool = False
    tolerance: Decimal = Decimal(0)
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a verdict's working, in words.

    `code` names the line (over, full_year, meets, completion, share_done, share_time, gap, pace,
    needed, so_far, distance, change, rule); `value` is "yes", "no", a decimal in base units or a
    share, or None for what does not exist, and then `expression` says why.
    """

    code: str
    label: Text
    expression: Text
    value: str | None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of a target, and how that was decided; codes as in `docs/method.md`."""

    code: str
    rule: int  # the line of the table of verdicts that gave it, 1 to 17
    reason: str | None = None
    over: bool = False  # the target's year has ended, as the method defines it
    provisional: bool = False
    within_tolerance: bool = False
    beyond: str | None = None  # "above" or "below": past the far end of a range that is still met
    out_of_date: bool = False
    redefined: int | None = None  # the year of a series break before the latest figure
    since: int | None = None  # year of the first figure of the run (met_early, holding)
    shortfall: Decimal | None = None  # distance to the goal line or nearer bound (missed)
    met_late: int | None = None
    nearer: bool | None = None  # outside: nearer than the baseline (True), further (False)
    change: Decimal | None = None  # latest - baseline, where both exist and no break separates
    share_done: Decimal | None = None
    share_time: Decimal | None = None
    gap: Decimal | None = None  # share_done - share_time
    pace: Decimal | None = None  # share_done / share_time
    completion: Decimal | None = None
    needed_a_year: Decimal | None = None  # base units a year; None once the target's year is over
    so_far_a_year: Decimal | None = None
    working: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class JudgedTarget:
    """An interim target with its own verdict."""

    target: Target
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Series:
    """A line of figures, oldest position first. `role`: headline, other_definition, breakdown."""

    code: str
    name: Text
    role: str
    headline: bool
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A place in a series where a published figure stood, and why it went."""

    series: str  # its code
    year: int
    covers: str = "year"
    as_of: datetime.date | None = None
    revision: Revision


@dataclass(frozen=True, kw_only=True)
class Commentary:
    """What the responsible unit says of a year: the cause, the next step."""

    year: int
    cause: Text
    next_step: Text
    written_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class IndicatorReport:
    """Everything there is to show of one indicator."""

    format: int = FORMAT
    plan: str
    code: str
    goal: int
    name: Text
    definition: Text
    nature: str  # flow, stock, running_total
    from_zero: bool = False  # a running total that counts from the end of the baseline year
    unit: str  # CNY, project, enterprise, … : the base unit's code
    unit_name: Text  # "yuan" / 元, "enterprises" / 家
    measure: str  # money, count, share, amount: how values are read and scaled
    input_unit: str  # one, wan, yi, percent: what a bare number typed by an analyst means
    decimals: int = 0  # places after the point, in the input unit
    path: str = "linear"  # linear, compound
    baseline_year: int
    responsible_unit: Text | None = None
    target: Target | None = None
    baseline: Figure | None = None
    latest: Figure | None = None  # the newest judged figure, up to the end of the target's year
    latest_shown: Figure | None = None  # the newest figure of any status
    latest_shown_series: str = ""  # code of the series it belongs to
    verdict: Verdict
    interim: tuple[JudgedTarget, ...] = ()
    commentary: Commentary | None = None  # the newest
    series: tuple[Series, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A dated statement that bears on a commitment."""

    on: datetime.date
    statement: Text
    source: Source


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """A promise without a number. `state`: open, delivered (with evidence only), dropped."""

    wording: Text
    state: str
    due_year: int
    strand: str = ""  # investment, trade, capital, transport, employment, or none
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoalReport:
    """A goal of the plan with its commitments and the codes of its indicators, in order."""

    number: int
    slug: str
    title: Text
    summary: Text
    commitments: tuple[Commitment, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VerdictLine:
    """One indicator's verdict in the plan's list."""

    indicator: str
    goal: int
    targeted: bool
    code: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanReport:
    """The plan: its period, its source, its goals, and what became of each target."""

    format: int = FORMAT
    code: str
    name: Text
    summary: Text
    baseline_year: int
    start_year: int
    end_year: int
    source: Source
    goals: tuple[GoalReport, ...] = ()
    verdicts: tuple[VerdictLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A heading with its paragraphs, for the method."""

    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class MethodReport:
    """The method's text as the public reads it, frozen with each release."""

    format: int = FORMAT
    version: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class ReleaseReport:
    """A release that is, or was, visible, from `published_at` on; digests form a chain.

    `corrects`: the number of an earlier release with an error, and what was wrong; `corrected_by`
    says the same from the other side. Of one that was withdrawn nothing is told but when and why.
    """

    plan: str
    number: int
    title: Text
    note: Text
    judged_on: datetime.date
    published_at: datetime.datetime
    digest: str
    previous_digest: str
    method_version: str
    product_version: str
    superseded_by: int | None = None
    superseded_at: datetime.datetime | None = None
    corrects: int | None = None
    correction: Text | None = None
    corrected_by: int | None = None
    corrected_why: Text | None = None
    withdrawn_at: datetime.datetime | None = None
    withdrawal: Text | None = None


@dataclass(frozen=True, kw_only=True)
class PlanChoice:
    """One of several plans that a reader may go to; `indicators` are the codes it holds."""

    code: str
    name: Text
    start_year: int
    end_year: int
    indicators: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What one page of a release is drawn from: the release, its plan, the indicators asked for."""

    release: ReleaseReport
    plan: PlanReport
    indicators: dict[str, IndicatorReport]
