"""Importing figures in the admin: a file is sent, looked through row by row, then entered whole."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms.widgets import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goals.admin_base import who
from goals.admin_history import HistoryAdmin
from goals.models import Plan
from indicators import importing
from indicators.actions import WritesRefused
from indicators.figure_files import OWN_SHEETS
from indicators.import_forms import ALL, AnswerForm, SendForm, sent_answers
from indicators.import_table import MOST_BYTES, FileRefused, too_many_bytes
from indicators.import_words import KINDS, asks_of, kind_words, line_words, outcome
from indicators.importing import Busy, Decided, Preview
from indicators.models import ImportedFile
from releases.standing import released_figures

NAME = "indicators_figure_import"
PER_PAGE = 100
_SHEET = Media(css={"all": ["admin_theme/imports.css"]})


def urls(model_admin: Any) -> list[Any]:
    """The addresses of imports, for the admin of figures."""
    room = ImportRoom(model_admin.admin_site, model_admin.opts)
    view = model_admin.admin_site.admin_view
    return [
        path("import/", view(room.send), name=NAME),
        path("import/<int:pk>/", view(room.look), name=f"{NAME}_file"),
    ]


def may_import(request: HttpRequest) -> bool:
    """Whether this person enters figures: an import adds some and changes others."""
    return request.user.has_perms(["indicators.add_figure", "indicators.change_figure"])


class ImportRoom:
    """The pages of an import."""

    def __init__(self, site: Any, opts: Any) -> None:
        self.site, self.opts = site, opts

    def send(self, request: HttpRequest) -> HttpResponse:
        """Take a file; everything else is said on its own page."""
        _require(request)
        first = Plan.objects.first()
        form = SendForm(
            request.POST or None, request.FILES or None, initial={"plan": first and first.code}
        )
        if request.method == "POST" and form.is_valid():
            try:
                kept = importing.keep(
                    _content(form.cleaned_data["file"]),
                    name=form.cleaned_data["file"].name,
                    plan=form.cleaned_data["plan"],
                    by=who(request),
                )
            except FileRefused as refusal:
                form.add_error("file", str(refusal).splitlines())
            else:
                return HttpResponseRedirect(_address(kept))
        recent = ImportedFile.objects.select_related("sent_by")[:10]
        context = {
            "title": _("Import figures"),
            "form": form,
            "recent": [(file, outcome(file)) for file in recent],
        }
        return self._page(request, "import", context)

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the file would do; what is posted are answers, and then one of four steps."""
        _require(request)
        rows = ImportedFile.objects.select_related("plan", "sent_by", "decided_by")
        file = rows.filter(pk=pk).first()
        if file is None:
            raise Http404
        try:
            if request.method == "POST":
                return self._step(request, file)
            return self._preview(request, file)
        except Decided as decided:
            return self._decided(request, decided.file)
        except Busy as busy:
            messages.warning(request, str(busy))
            return HttpResponseRedirect(_address(file))

    def _step(self, request: HttpRequest, file: ImportedFile) -> HttpResponse:
        forms, by = sent_answers(request.POST), who(request)
        step = request.POST.get("step", "answers")
        if step == "discard":
            importing.discard(file, by=by)
            messages.success(request, _("Discarded: nothing of this file was saved."))
            return HttpResponseRedirect(reverse(f"admin:{NAME}"))
        if step == "again":
            importing.compare_again(file, by=by)
            messages.info(request, _("Compared with the figures as they stand now."))
            return HttpResponseRedirect(request.get_full_path())
        if not all(form.is_valid() for form in forms.values()):
            return self._preview(request, file, forms=forms)
        answers = {key: form.cleaned_data for key, form in forms.items()}
        if answers:
            importing.answer(file, answers, by=by)
        if step == "enter":
            return self._enter(request, file)
        messages.success(request, _("Your answers are kept."))
        return HttpResponseRedirect(request.get_full_path())

    def _enter(self, request: HttpRequest, file: ImportedFile) -> HttpResponse:
        try:
            entered = importing.enter(
                file, by=who(request), released=released_figures(file.plan.code)
            )
        except WritesRefused as refused:
            count = len({each.index for each in refused.refusals})
            said = ngettext(
                "Nothing was saved: %(count)d figure stands in the way.",
                "Nothing was saved: %(count)d figures stand in the way.",
                count,
            )
            messages.error(request, said % {"count": count})
            return HttpResponseRedirect(_address(file))
        messages.success(request, _("Imported: %s.") % outcome(entered))
        return HttpResponseRedirect(_address(file))

    def _preview(
        self,
        request: HttpRequest,
        file: ImportedFile,
        *,
        forms: dict[str, AnswerForm] | None = None,
    ) -> HttpResponse:
        released = released_figures(file.plan.code)
        preview = importing.preview(file, released=released)
        wanted = request.GET.get("show", "")
        lines = [line for line in preview.lines if wanted in ("", line.kind)]
        page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
        shown = []
        for words in map(line_words, page):
            form = (forms or {}).get(words.key) or AnswerForm(
                key=words.key, answers=file.answers, asks=words.asks
            )
            shown.append((words, form if words.asks else None))
        asked = {name for line in preview.lines for name in asks_of(line)}
        context = {
            "title": _("Import figures"),
            "subtitle": file.name,
            "file": file,
            "before": importing.sent_before(file),
            "preview": preview,
            "heads": _first_rows(preview),
            "others": [each for each in preview.table.passed_over if each not in OWN_SHEETS],
            "counts": _counts(preview, wanted),
            "wanted": wanted if wanted in KINDS else "",
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "query": urlencode({"show": wanted}) if wanted else "",
            "shown": shown,
            "for_all": (forms or {}).get(ALL)
            or AnswerForm(key=ALL, answers=file.answers, asks=asked),
            "asked": asked,
            **{kind: f"{preview.counts[kind]:,}" for kind in ("new", "changed")},
            "all": f"{len(preview.lines):,}",
        }
        return self._page(request, "import_preview", context)

    def _decided(self, request: HttpRequest, file: ImportedFile) -> HttpResponse:
        """The record of a file that was entered or discarded; confirming it again says so."""
        if request.method == "POST":
            messages.warning(request, _("Nothing was saved now: this file was decided on before."))
        context = {
            "title": _("Import figures"),
            "subtitle": file.name,
            "file": file,
            "outcome": outcome(file),
        }
        return self._page(request, "import_done", context)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        everything = {
            **self.site.each_context(request),
            "opts": self.opts,
            "media": _SHEET,
            **context,
        }
        return TemplateResponse(request, f"admin/indicators/figure/{name}.html", everything)


def _require(request: HttpRequest) -> None:
    if not may_import(request):
        raise PermissionDenied


def _content(sent: Any) -> bytes:
    if sent.size > MOST_BYTES:
        raise too_many_bytes()
    return bytes(sent.read())


def _address(file: ImportedFile) -> str:
    return reverse(f"admin:{NAME}_file", args=[file.pk])


def _first_rows(preview: Preview) -> list[tuple[int, list[str]]]:
    """The headings and the five rows below them, as they were read, each of the same length."""
    rows = [preview.head.row, *preview.first]
    width = max(len(row.cells) for row in rows)
    return [
        (row.number, [str(cell) for cell in row.cells] + [""] * (width - len(row.cells)))
        for row in rows
    ]


def _counts(preview: Preview, wanted: str) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "words": kind_words(kind), "count": f"{count:,}", "current": kind == wanted}
        for kind in KINDS
        if (count := preview.counts[kind])
    ]


class ImportedFileAdmin(HistoryAdmin):
    """The record of the files that were sent: nobody adds to it or changes it here."""

    list_display = ["name", "plan", "state", "sent", "decided", "figures"]
    list_filter = ["plan", "state"]
    list_select_related = ["plan", "sent_by", "decided_by"]
    search_fields = ["name", "sha256"]
    fields: ClassVar[Any] = [
        "name",
        "plan",
        "state",
        "size",
        "sha256",
        "sent",
        "decided",
        "figures",
    ]
    readonly_fields: ClassVar[Any] = fields
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("sent"), ordering="sent_at")
    def sent(self, row: ImportedFile) -> str:
        return _who_when(row.sent_by, row.sent_at)

    @admin.display(description=gettext_lazy("decided"), ordering="decided_at")
    def decided(self, row: ImportedFile) -> str:
        return _who_when(row.decided_by, row.decided_at) if row.decided_by else "—"

    @admin.display(description=gettext_lazy("figures"))
    def figures(self, row: ImportedFile) -> str:
        if row.state != ImportedFile.State.ENTERED:
            return "—"
        return outcome(row)


def _who_when(person: Any, at: Any) -> str:
    when = date_format(timezone.localtime(at), "Y-m-d H:i")
    return f"{person.get_full_name() or person.get_username()} {when}"
