"""A release as one person looks at it: everything that its page and its record show."""

import datetime
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.admin_base import who
from goals.languages import active_language
from goals.models import localized
from indicators.headlines import headline
from indicators.keys import Place, figures_of
from indicators.languages import choose
from indicators.wording import beijing_day, minute
from releases import actions, authorship, commentary_page, content, hands, record
from releases.holding import InseparableError
from releases.models import HeldChange, Release, ReleaseComment
from releases.reading import Reading
from releases.review import Counts, Rows, Steps, held_row, people, steps

PEOPLE = (
    *("plan", "drafted_by", "submitted_by", "approved_by", "cancelled_by", "withdrawn_by"),
    *("receipt", "again_of", "again_of__cancelled_by"),
)
ROWS = 200  # on one page


@dataclass(frozen=True)
class Sight:
    """`release` with the people and releases it names; `at`: the moment of looking."""

    release: Release
    request: HttpRequest
    at: datetime.datetime
    lang: str

    @classmethod
    def of(cls, release: Release, request: HttpRequest) -> "Sight":
        at = timezone.now()
        record.note_receipts(at=at)
        whole = Release.objects.select_related(*PEOPLE).get(pk=release.pk)
        return cls(whole, request, at, active_language())

    @cached_property
    def hands(self) -> set[int]:
        return hands.hands(self.release)

    @cached_property
    def steps(self) -> Steps:
        return steps(self.release, by=who(self.request), at=self.at, hands=self.hands)

    @cached_property
    def inseparable(self) -> str:
        """The indicator of which something is held back that cannot be; "" where all is well."""
        if self._says_nothing:
            return ""
        try:
            _standing = self._composed
        except InseparableError as error:
            return content.name_of(error.indicator, self.release.plan)
        return ""

    @property
    def _says_nothing(self) -> bool:
        return not self.release.digest and self.release.state != Release.State.DRAFT

    @cached_property
    def _composed(self) -> content.Standing:
        return content.standing(self.release, at=self.at)

    @cached_property
    def standing(self) -> content.Standing | None:
        """None where a draft was cancelled, so that nothing is known of it."""
        if self._says_nothing:
            return None
        if self.inseparable:
            return content.standing(self.release, at=self.at, held=())
        return self._composed

    @cached_property
    def comments(self) -> list[ReleaseComment]:
        """What was said of the release and of those that it takes up again, oldest first."""
        found = ReleaseComment.objects.filter(release__in=[each.pk for each in self.chain])
        return list(found.select_related("by", "release"))

    @cached_property
    def chain(self) -> list[Release]:
        """The release, then the one it was drafted again after, and so on."""
        found = [self.release]
        while earlier := found[-1].again_of:
            found.append(earlier)
        return found

    @cached_property
    def reading(self) -> Reading | None:
        if self.standing is None:
            return None
        return Reading(
            standing=self.standing,
            written=authorship.written(self.release),
            comments=tuple(self.comments),
            on=self.release.judged_on or beijing_day(self.at),
            lang=self.lang,
            keys=self._keys(),
        )

    @cached_property
    def held(self) -> list[HeldChange]:
        """What a frozen release left out."""
        return list(self.release.held_changes.all())

    @cached_property
    def rows(self) -> Rows:
        """Every change; each is written only where it is shown."""
        changes = self.reading.rows() if self.reading else []
        return Rows([*changes, *(partial(held_row, each, self.lang) for each in self.held)])

    def _keys(self) -> dict[Place, int]:
        """The figures for which this person may suggest another value."""
        may = self.steps.comment and self.request.user.has_perm("indicators.add_suggestion")
        return figures_of(self.release.plan_code) if may else {}

    @property
    def warnings(self) -> int:
        return self.counts.warnings if self.counts else 0

    @cached_property
    def counts(self) -> Counts | None:
        if self.reading is None or self.standing is None:
            return None
        return self.reading.counts(len(self.standing.held) + len(self.held))

    def context(self) -> dict[str, Any]:
        """Everything that the templates draw."""
        pages = Paginator(self.rows, ROWS)
        return {
            "title": _("Release %d") % self.release.number,
            "subtitle": localized(self.release, "title"),
            "release": self.release,
            "visible": actions.is_visible(self.release, at=self.at),
            "before": content.last_approved_before(self.release),
            "steps": self.steps,
            "hands": people(self.hands),
            "free": [hands.name_of(user) for user in hands.free_reviewers(self.release)],
            "minutes": self._minutes(),
            "rows": self.rows,
            "shown": pages.get_page(self.request.GET.get("page", "1")),
            "counts": self.counts,
            "headline": self._headline(),
            "days": self._days(),
            "comments": self._said(),
            "chain": self.chain,
            "sign_offs": self._sign_offs(),
            "inseparable": self.inseparable,
            "lack": self._lack(),
            "method_changed": self.standing.method_changed if self.standing else False,
        }

    def _said(self) -> list[tuple[ReleaseComment, str]]:
        """Each comment with what it is about; "" for the release as a whole."""
        asked = {each.key for each in self.comments}
        names = self.reading.names(asked) if self.reading else {}
        names |= {
            each.key: held_row(each, self.lang).title for each in self.held if each.key in asked
        }
        return [(each, names.get(each.key, each.key)) for each in self.comments]

    def _lack(self) -> commentary_page.Lack | None:
        if self.standing is None:
            return None
        said = self.standing.content.indicators
        return commentary_page.lack(self.release, said, by=who(self.request), lang=self.lang)

    def _headline(self) -> str:
        if self.standing is None:
            return ""
        said = self.standing.content
        found = headline(said.plan, said.indicators, self.lang)
        return choose(self.lang, " ", "").join(filter(None, (found.lead, found.rest)))

    def _days(self) -> int | None:
        """Days since the release before became public, up to this one's own minute."""
        before = content.last_approved_before(self.release)
        if before is None or before.publish_at is None:
            return None
        until = self.release.publish_at or self.at
        return (beijing_day(until) - beijing_day(before.publish_at)).days

    def _sign_offs(self) -> list[dict[str, Any]]:
        """Every sign-off that is given, and every one that is missing while it can be given."""
        given = self.release.sign_offs.select_related("name", "by")
        found: list[dict[str, Any]] = [
            {"name": each.name, "by": each.by, "at": minute(each.at, self.lang)} for each in given
        ]
        if self.release.state == Release.State.SUBMITTED:
            found += [{"name": each} for each in actions.unsigned_names(self.release)]
        return found

    def _minutes(self) -> dict[str, str]:
        """When each step was taken, and when it becomes public, in words."""
        taken = ("drafted_at", "submitted_at", "approved_at", "publish_at", "cancelled_at")
        moments = {each: getattr(self.release, each) for each in (*taken, "withdrawn_at")}
        return {each: minute(moment, self.lang) for each, moment in moments.items() if moment}
