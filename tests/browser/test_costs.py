"""What the public summary of the real plan costs: questions to the database, and bytes."""

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.browser.addresses import LANGUAGES
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
