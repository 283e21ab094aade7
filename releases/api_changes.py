"""Every revision as JSON: the same list as the page, with figures as documents hold them."""

from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from releases import documents, published, revisions
from releases.api import IN_RELEASE, PAGED, ReleaseView, joined, states
from releases.api_schema import listing
from releases.changes import FigureChange
from releases.revisions import Revision

OF_INDICATOR = OpenApiParameter("indicator", str, description="The code of an indicator.")


class Changes(ReleaseView):
    """Every revision of figures and wording, newest release first."""

    parameters = ("indicator", *ReleaseView.parameters)

    @extend_schema(
        operation_id="changes",
        parameters=[OF_INDICATOR, *IN_RELEASE, *PAGED],
        responses=listing("RevisionLine"),
    )
    def get(self, request: Request, plan: str) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.asked_release(shelf, plan)

        def body() -> bytes:
            kept = published.kept(shelf.up_to(release))
            every = revisions.history(kept)
            code = self.request.GET.get("indicator", "")
            if code:
                found = [each for each in every if each.indicator == code]
                if not found and code not in kept[0].publication.indicators:
                    raise NotFound
                every = found
            shown, head = self.page(every)
            return joined({"release": release} | head, [_line(each) for each in shown])

        return self.send(shelf, states([release]), body)


def _line(revision: Revision) -> bytes:
    change = revision.change
    figure = change.new or change.old if isinstance(change, FigureChange) else None
    return documents.encode_part(
        {
            "release": revision.release.number,
            "published_at": revision.release.published_at,
            "kind": revision.kind,
            "indicator": revision.indicator or None,
            "series": change.key[0] if isinstance(change, FigureChange) else None,
            "year": figure.year if figure else None,
            "covers": figure.covers if figure else None,
            "as_of": figure.as_of if figure else None,
            "what": None if isinstance(change, FigureChange) else change.what,
            "why": change.why if isinstance(change, FigureChange) else None,
            "old": change.old,
            "new": change.new,
        }
    )
