"""The sheet of yearly figures in the admin: typed into like a spreadsheet, kept as a draft."""

import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goals import admin_keeping
from goals.admin_base import who
from goals.languages import active_language
from goals.models import Plan, Source
from indicators import grid_checking, grid_reading, reports, sheet_drafts
from indicators.grid import SEEN, Sheet, Typed, merged, seen_now
from indicators.grid_checking import Checked
from indicators.grid_forms import SetForm, fitting, posted_cells
from indicators.grid_page import Block, blocks, shown_texts
from indicators.models import Figure, SheetDraft
from releases.standing import released_figures
from releases.tasks import TaskLine, feed

NAME = "indicators_figure_grid"
TEMPLATES = "admin/indicators/figure"


def urls(model_admin: Any) -> list[Any]:
    """The sheet's addresses, for the admin of figures."""
    room = GridRoom(model_admin.admin_site, model_admin.opts)
    site = model_admin.admin_site
    return [
        path("grid/", site.admin_view(room.page), name=NAME),
        path("grid/draft/", site.admin_view(require_POST(room.keep)), name=f"{NAME}_draft"),
    ]


def may_enter(request: HttpRequest) -> bool:
    """Whether this person enters figures: the sheet adds some and changes others."""
    return request.user.has_perms(["indicators.add_figure", "indicators.change_figure"])


@feed
def draft_lines(of: User, _at: datetime.datetime) -> Iterator[TaskLine]:
    """For whoever left something in a sheet: how much, and the way back. 1 query."""
    for draft in sheet_drafts.waiting(of) if of.has_perm("indicators.add_figure") else ():
        count = len(draft.cells)
        words = ngettext(
            "Your sheet holds %(count)d cell that is not saved",
            "Your sheet holds %(count)d cells that are not saved",
            count,
        ) % {"count": count}
        address = f"{reverse(f'admin:{NAME}')}?{urlencode({'plan': draft.plan.code})}"
        yield TaskLine(words=words, address=address)


@dataclass
class Work:
    """One request's sheet: the plan's figures, and one person's draft over them."""

    request: HttpRequest
    plan: Plan
    sheet: Sheet
    draft: SheetDraft

    @cached_property
    def released(self) -> Any:
        return released_figures(self.plan.code)

    @cached_property
    def checked(self) -> dict[str, Checked]:
        today = timezone.localdate()
        return grid_checking.check(
            self.sheet, self.draft.cells, released=self.released, today=today
        )

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.sheet, self.checked, active_language())

    def change(self, how: Callable[[Typed], Typed]) -> None:
        """Change the draft in the table; what was checked before is checked again."""
        self.draft = sheet_drafts.change(self.plan, how, by=who(self.request))
        self.__dict__.pop("checked", None)
        self.__dict__.pop("blocks", None)

    @property
    def says(self) -> list[Any]:
        return [each for block in self.blocks for each in block.says]

    def counts(self) -> dict[str, int]:
        ready = sum(each.ready for each in self.checked.values())
        waiting = sum(each.waits for each in self.says)
        return {"typed": ready + waiting, "ready": ready, "waiting": waiting}


class GridRoom:
    """The views of the sheet."""

    def __init__(self, site: admin.AdminSite, opts: Any) -> None:
        self.site, self.opts = site, opts

    def page(self, request: HttpRequest) -> HttpResponse:
        work = _work(request)
        if request.method == "POST":
            return self._take(request, work)
        before = admin_keeping.hand_over(request)
        if before is not None:
            posted = posted_cells(before)
            work.change(lambda cells: merged(work.sheet, cells, posted))
            messages.info(request, _("What you typed before is back in the sheet."))
        return TemplateResponse(request, f"{TEMPLATES}/grid.html", self._context(request, work))

    def keep(self, request: HttpRequest) -> HttpResponse:
        """Keep what was typed just now, and say what it would give (for the page's script)."""
        work, posted = _work(request), posted_cells(request.POST)
        work.change(lambda cells: merged(work.sheet, cells, posted))
        context = _shared(work)
        cells = {
            cell.key: {
                "state": cell.state,
                "note": render_to_string(f"{TEMPLATES}/grid_note.html", {"cell": cell}),
                "say": _say(cell.said, context) if cell.said else "",
            }
            for block in work.blocks
            for row in block.rows
            for cell in row.cells
            if cell.said or cell.key in posted
        }
        changes = [row.change for block in work.blocks for row in block.rows]
        parts = {
            name: render_to_string(f"{TEMPLATES}/grid_{name}.html", context)
            for name in ("counts", "kept")
        }
        waiting = [each.key for each in context["waiting"]]
        return JsonResponse({"cells": cells, "changes": changes, "waiting": waiting, **parts})

    def _take(self, request: HttpRequest, work: Work) -> HttpResponse:
        """A plain form's answer: everything typed is in the draft before anything else is done."""
        posted = posted_cells(request.POST)
        work.change(lambda cells: merged(work.sheet, cells, posted))
        step, _colon, what = request.POST.get("do", "").partition(":")
        steps = {
            "save": self._save,
            "set": self._set,
            "draft": self._say_kept,
            "discard": self._discard,
        }
        if step in steps:
            steps[step](request, work)
        elif step == "keep" and what in work.sheet.places:
            work.change(lambda cells: _seen_by_now(work.sheet, cells, what))
        elif step == "take":
            work.change(lambda cells: {key: c for key, c in cells.items() if key != what})
        return _onward(request, work.plan, step, what)

    def _save(self, request: HttpRequest, work: Work) -> None:
        if not work.checked:
            messages.info(request, _("Nothing typed that is not saved."))
            return
        entered, done = grid_checking.save(
            work.plan, work.checked, by=who(request), released=work.released
        )
        if not done:
            messages.warning(request, _("No figure was saved: see what stands in the way."))
            return
        written = entered.new + entered.changed
        words = ngettext("%(count)d figure is saved.", "%(count)d figures are saved.", written) % {
            "count": written
        }
        messages.success(request, f"{words} {_('Nothing is public until a release is approved.')}")

    def _set(self, request: HttpRequest, work: Work) -> None:
        keys = [key for key in request.POST.getlist("cell") if key in work.sheet.places]
        chosen = SetForm(request.POST, sources=Source.objects.all()).chosen()
        if not keys or not chosen:
            messages.warning(
                request, _("Nothing was set: tick at least one cell, and choose what to set.")
            )
            return
        fields = {
            key: {**fitting(work.sheet, key, chosen), SEEN: seen_now(work.sheet, key)}
            for key in keys
        }
        work.change(lambda cells: merged(work.sheet, cells, fields))

    def _say_kept(self, request: HttpRequest, work: Work) -> None:
        messages.success(request, _("The draft is kept. No figure is saved yet."))

    def _discard(self, request: HttpRequest, work: Work) -> None:
        work.change(lambda _cells: {})
        messages.success(request, _("The draft is discarded. The saved figures stand."))

    def _context(self, request: HttpRequest, work: Work) -> dict[str, Any]:
        plans = list(Plan.objects.all())
        sources = list(Source.objects.all())
        return {
            **self.site.each_context(request),
            **_shared(work),
            "opts": self.opts,
            "title": _("Enter yearly figures"),
            "plan": work.plan,
            "plans": plans if len(plans) > 1 else [],
            "sheet": work.sheet,
            "blocks": work.blocks,
            "columns": len(work.sheet.years) + 2,
            "set": SetForm(sources=sources),
            "shown": json.dumps(shown_texts(work.sheet, work.blocks, work.draft.cells)),
            "texts": _texts(work.blocks),
            "checked": "checked" in request.GET,
            "words": _words(),
        }


def _work(request: HttpRequest) -> Work:
    """The sheet that the request names, with the person's draft. A fixed number of queries."""
    if not may_enter(request):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    plan = grid_reading.plan_named(asked.get("plan", ""))
    today = timezone.localdate()
    live = reports.live(plan.code, as_of=today) if plan else None
    if plan is None or live is None:
        raise Http404
    return Work(
        request=request,
        plan=plan,
        sheet=grid_reading.sheet(live, asked=asked.get("year", ""), today=today),
        draft=sheet_drafts.kept(plan, of=who(request)),
    )


def _onward(request: HttpRequest, plan: Plan, step: str, what: str) -> HttpResponse:
    """To the page as it stands by now: where something is in the way, that takes the focus."""
    year = what if step == "year" else request.POST.get("year", "")
    query = {"plan": plan.code, "year": year}
    if step in ("", "check", "save") and _work(request).counts()["waiting"]:
        query["checked"] = "1"
    place = f"#c-{what}" if step in ("keep", "take") else ""
    return HttpResponseRedirect(f"{reverse(f'admin:{NAME}')}?{urlencode(query)}{place}")


def _shared(work: Work) -> dict[str, Any]:
    """What the page and the answers to its script are both drawn from."""
    return {
        "says": work.says,
        "waiting": [each for each in work.says if each.waits],
        "counts": work.counts(),
        "kept_at": work.draft.updated_at,
        "revision_kinds": Figure.RevisionKind.choices,
    }


def _say(said: Any, context: dict[str, Any]) -> str:
    return render_to_string(f"{TEMPLATES}/grid_say.html", {**context, "say": said})


def _texts(page: list[Block]) -> dict[str, dict[str, str]]:
    """All fields of the cells that hold anything, for the page's script."""
    cells = (cell for block in page for row in block.rows for cell in row.cells)
    return {each.key: dict(each.texts) for each in cells if each.said or each.line.at(each.place)}


def _words() -> dict[str, str]:
    """What the page's script says by itself; braces hold numbers."""
    return {
        "none": _("No cell selected"),
        "one": _("1 cell selected"),
        "several": _("{count} cells selected"),
        "setOne": _("Set for this cell"),
        "setSeveral": _("Set for {count} cells"),
        "unkept": _("The server cannot be reached. What you type is kept in this browser."),
        "signedOut": _("You are signed out. What you typed is kept in this browser."),
        "signIn": _("Sign in again"),
        "back": _("What you typed before is back in the sheet."),
        "pasted": _("{count} cells pasted."),
        "undone": _("Undone."),
    }


def _seen_by_now(sheet: Sheet, cells: Typed, key: str) -> Typed:
    """The draft after its person has seen what somebody else saved, and keeps their own."""
    if key not in cells:
        return cells
    return {**cells, key: {**cells[key], SEEN: seen_now(sheet, key)}}
