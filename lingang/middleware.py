"""What every answer carries, and what only the answers to signed-in people carry."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import add_never_cache_headers
from psycopg_pool import PoolTimeout

from releases.error_views import maintained, unavailable

Handler = Callable[[HttpRequest], HttpResponse]
STARTED = "started"
FAILED = 500  # the lowest status of an answer that something on this side prevented
OPEN_IN_MAINTENANCE = ("/healthz", "/readyz")
logger = logging.getLogger(__name__)


class DatabaseAway:
    """A database that is gone or too slow is a passing thing: say when to come back."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 for a database error that a later try may not meet; leave others alone."""
        if not isinstance(exception, OperationalError | InterfaceError | PoolTimeout):
            return None
        logger.error("%s: the database does not answer: %s", request.path, exception)
        return unavailable(request)


class Language(LocaleMiddleware):
    """Django's own choice of a language, by the address or else by what the reader prefers.

    An answer that says itself which languages are in it is the same for every reader.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if "Content-Language" in response.headers:
            return response
        return super().process_response(request, response)


def maintenance(get_response: Handler) -> Handler:
    """While MAINTENANCE is set, answer 503 with a page that says so; whoever watches is let in."""

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE and request.path not in OPEN_IN_MAINTENANCE:
            return maintained(request)
        return get_response(request)

    return handle


def permissions_policy(get_response: Handler) -> Handler:
    """Ask browsers to keep the devices that no page needs out of reach."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return handle


def signed_in(get_response: Handler) -> Handler:
    """Keep answers that looked at a session out of every cache, and sessions short.

    A public page never looks, so it gets neither a cookie nor `Vary: Cookie`.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.session.accessed:
            add_never_cache_headers(response)
            # After a failure the session may be out of reach too: to ask it again would hide why.
            if response.status_code < FAILED and SESSION_KEY in request.session:
                _renew(request.session)
        return response

    return handle


def _renew(session: SessionBase) -> None:
    """Let the session end after a while without a request, and after a working day at most."""
    now = int(time.time())
    left = session.setdefault(STARTED, now) + settings.SESSION_LONGEST - now
    session.set_expiry(max(1, min(settings.SESSION_IDLE, left)))


def client_address(request: HttpRequest) -> str:
    """The address at the other end of the connection, whatever a header claims."""
    return str(request.META.get("REMOTE_ADDR", ""))
