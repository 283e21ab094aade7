"""The public pages of a release that is not public, exactly as they will be, for those inside."""

import re
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils import timezone, translation

from indicators.pages import LANGUAGES
from releases import actions, content, published, ready
from releases.models import Release

PUBLIC = URLResolver(RegexPattern(r"^"), "releases.urls")
_CODES = "|".join(code for code, _name, _short in LANGUAGES)
# Whatever a page of the site leads to or loads within a language: links, pictures, forms, frames.
_INSIDE = re.compile(rf'((?:href|src|action)=")/(?=(?:{_CODES})/)')


def preview_of(release: Release) -> published.Preview:
    """The release as it will be; a draft as if it were submitted now.

    Raises `holding.InseparableError`.
    """
    now = timezone.now()
    standing = content.standing(release, at=now)
    if release.state == Release.State.DRAFT:
        bodies = content.freeze(standing.content)
        actions.seal(release, content.names_of(bodies), on=timezone.localdate(now))
    else:
        bodies = content.bodies_of(release)
    release.publish_at = release.publish_at or now
    return published.Preview(release=release, bodies=bodies)


def page(request: HttpRequest, release: Release, lang: str, path: str, root: str) -> HttpResponse:
    """What is at `path` within the language; its links lead on within the preview under `root`.

    The view gets a request of its own: nothing of the person who looks can get into the page.
    """
    try:
        found = PUBLIC.resolve(path)
    except Resolver404 as error:
        raise Http404 from error
    asked = HttpRequest()
    asked.method, asked.path = "GET", f"/{lang}/{path}"
    asked.path_info, asked.GET = asked.path, QueryDict(request.META.get("QUERY_STRING", ""))
    asked.META = {"QUERY_STRING": asked.GET.urlencode(), "HTTP_HOST": request.get_host()}
    preview = preview_of(release)
    with translation.override(lang), published.previewing(preview):
        answer: HttpResponseBase = found.func(asked, *found.args, **found.kwargs)
    return _inside(answer, root, release, lang)


def _inside(answer: HttpResponseBase, root: str, release: Release, lang: str) -> HttpResponse:
    """The answer, marked as internal and kept by nobody."""
    if isinstance(answer, HttpResponseRedirect):
        moved: HttpResponse = HttpResponseRedirect(root + answer.url.removeprefix("/"))
        return moved
    body = bytes(getattr(answer, "content", b""))
    kind = answer.headers.get("Content-Type", "")
    if kind == ready.HTML:
        body = _marked(_INSIDE.sub(rf"\1{root}", body.decode()), release, lang).encode()
    response = HttpResponse(body, content_type=kind, status=answer.status_code or HTTPStatus.OK)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _marked(html: str, release: Release, lang: str) -> str:
    with translation.override(lang):
        strip = render_to_string("admin/releases/release/preview_strip.html", {"release": release})
    return re.sub(r"(<body[^>]*>)", lambda found: f"{found[1]}{strip}", html, count=1)
