from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lingang import env


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("TRUE", True), (" on ", True), ("0", False), ("No", False), ("", True)],
)
def test_boolean_reads_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("SOME", value)
    assert env.boolean("SOME", default=True) is expected


def test_boolean_refuses_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", "maybe")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.boolean("SOME", default=False)
    assert str(refusal.value) == "SOME is 'maybe': set it to 1 or 0."


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-1", "80.5", "８０８０", "9" * 5000])
def test_integer_refuses_what_is_no_number_in_range(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.integer("PORT", default=8000, low=1, high=65535)
    assert str(refusal.value) == f"PORT is {value!r}: set it to a number from 1 to 65535."


def test_integer_takes_both_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    assert env.integer("PORT", default=8000, low=1, high=65535) == 1
    monkeypatch.setenv("PORT", "65535")
    assert env.integer("PORT", default=8000, low=1, high=65535) == 65535


def test_words_drops_spaces_and_empty_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", " a.example , ,b.example,")
    assert env.words("SOME", []) == ["a.example", "b.example"]


@pytest.mark.parametrize(
    "value", ["figures.example.org", "ftp://a.example", "https://", "https://a.example/?q=1"]
)
def test_web_address_refuses_what_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured):
        env.web_address("SITE_URL", "http://localhost")


def test_web_address_drops_the_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://a.example:8443/")
    assert env.web_address("SITE_URL", "http://localhost") == "https://a.example:8443"


def test_database_reads_every_part() -> None:
    assert env.database(
        "X", "postgresql://ada:p%40ss@db.example:6432/lin%2Dgang?sslmode=require"
    ) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "lin-gang",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_takes_a_socket_folder_as_host() -> None:
    entry = env.database("X", "postgresql://app@/lingang?host=/tmp/a b")
    assert (entry["HOST"], entry["OPTIONS"]) == ("/tmp/a b", {})


@pytest.mark.parametrize(
    "address",
    ["x", "mysql://a@b/c", "postgresql://a@b", "postgresql://a@b/", "postgresql://a@b:x/c"],
)
def test_database_refuses_what_is_no_address_and_never_repeats_it(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database("DATABASE_URL", address)
    assert str(refusal.value) == (
        "DATABASE_URL is no address of a PostgreSQL database: "
        "set it to postgresql://user:password@host:5432/database."
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://cdn.example/a/b.js", ["https://cdn.example"]),
        ("https://cdn.example:8443/b.js", ["https://cdn.example:8443"]),
        ("/static/b.js", []),
    ],
)
def test_origins_of_an_address(address: str, expected: list[str]) -> None:
    assert env.origins(address) == expected


def test_kept_secret_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret-key"
    made = env.kept_secret(path)
    assert len(made) == 64
    assert env.kept_secret(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
