"""What the public summary of the real plan costs: questions to the database, and bytes."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.browser.addresses import LANGUAGES, OUTPUT
from tests.browser.conftest import Tryout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_summary_asks_the_database_twice_and_once_again_later(
    tryout: Tryout, client: Client, django_assert_num_queries: DjangoAssertNumQueries, lang: str
) -> None:
    cache.clear()
    # Which releases there are; the documents of the newest.
    with django_assert_num_queries(2, connection=connections["public"]):
        drawn = client.get(f"/{lang}/")
    # Which releases there are.
    with django_assert_num_queries(1, connection=connections["public"]):
        kept = client.get(f"/{lang}/")
    assert (drawn.status_code, drawn.content == kept.content) == (200, True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_summary_is_small(tryout: Tryout, client: Client, lang: str) -> None:
    assert len(client.get(f"/{lang}/").content) < 60_000


@pytest.mark.parametrize("tail", ["", OUTPUT])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_and_what_it_loads_weigh_little_when_compressed(
    tryout: Tryout, client: Client, lang: str, tail: str
) -> None:
    page = client.get(f"/{lang}/{tail}").content
    assert _weight(page) <= 20_000
    assert 0 < _weight(*_files(page, r'rel="stylesheet" href="/static/([^"]+)"')) <= 15_000
    assert 0 < _weight(*_files(page, r'<script type="module" src="/static/([^"]+)"')) <= 8_000


def _files(page: bytes, link: str) -> list[bytes]:
    return [Path(str(finders.find(name))).read_bytes() for name in re.findall(link, page.decode())]


def _weight(*parts: bytes) -> int:
    """Bytes on the way to a reader whose server compresses as nginx and Caddy do unasked."""
    return sum(len(gzip.compress(part, compresslevel=5)) for part in parts)
