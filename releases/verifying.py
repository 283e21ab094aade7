"""Whether every release still says what it said: documents, digests and the chain, recomputed."""

from collections.abc import Iterator

from django.db.models import Prefetch

from releases import content, documents
from releases.models import Document, Release, ReleaseEntry


def verify() -> tuple[int, list[str]]:
    """How many frozen releases were checked, and every fault found, in words."""
    entries = ReleaseEntry.objects.order_by("name")
    frozen = list(
        Release.objects.exclude(digest="")
        .order_by("plan_code", "number")
        .prefetch_related(Prefetch("entries", entries))
    )
    faults = [*_document_faults(), *_chain_faults(frozen)]
    return len(frozen), faults


def _document_faults() -> Iterator[str]:
    for document in Document.objects.order_by("sha256").iterator():
        if documents.sha256(bytes(document.body)) != document.sha256:
            yield f"document {document.sha256}: its bytes have another SHA-256"


def _chain_faults(frozen: list[Release]) -> Iterator[str]:
    ends: dict[str, str] = {}
    for release in frozen:
        where = f"{release.plan_code}, release {release.number}"
        if release.previous_digest != ends.get(release.plan_code, ""):
            yield f"{where}: does not follow the release before it"
        entries = {entry.name: entry.document_id for entry in release.entries.all()}
        if content.digest_of(release, entries) != release.digest:
            yield f"{where}: its content has another digest"
        ends[release.plan_code] = release.digest
