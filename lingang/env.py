"""Reading environment variables strictly: a value is right, or a sentence says what is wrong."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable without surrounding space; `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    """1, true, yes, on or 0, false, no, off; anything else raises ImproperlyConfigured."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 or 0.")


def integer(name: str, *, default: int, low: int, high: int) -> int:
    """A whole number from `low` to `high`; anything else raises ImproperlyConfigured."""
    value = text(name)
    if not value:
        return default
    if value.isascii() and value.isdigit() and len(value) < 10 and low <= int(value) <= high:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to a number from {low} to {high}.")


def words(name: str, default: list[str]) -> list[str]:
    """Parts between commas, without surrounding space and without empty ones."""
    parts = [part.strip() for part in text(name).split(",")]
    return [part for part in parts if part] or default


def web_address(name: str, default: str) -> str:
    """An http or https address with a host and without a trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme in ("http", "https") and parts.hostname and not parts.query + parts.fragment:
        return value
    raise ImproperlyConfigured(
        f"{name} is {value!r}: set it to an address like https://example.org."
    )


def origins(address: str) -> list[str]:
    """The origin (scheme, host, port) of an address, for a policy; none for a path of our own."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def kept_secret(path: Path) -> str:
    """The secret in the file; made at random, readable by us alone, where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


def database(name: str, address: str) -> dict[str, Any]:
    """Django's entry for `postgresql://user:password@host:port/name?option=value`.

    Every part but the name may be absent. A socket's folder is given as `?host=/folder`.
    """
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2 or port == -1:
        raise ImproperlyConfigured(
            f"{name} is no address of a PostgreSQL database: "
            "set it to postgresql://user:password@host:5432/database."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
