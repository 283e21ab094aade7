"""Every setting of the site. What differs between machines comes from the environment.

Three ways to run: the try-out (nothing set: an embedded PostgreSQL and a secret of its own in
`.data/`), a developer's machine (DEBUG=1), and production, as `docs/deploy.md` says.
"""

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from lingang import __version__, embedded, env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / ".data"

PRODUCT_VERSION = __version__

# What this process is: "web", "migrate" (as the tables' owner) or "command", says its entry point.
PROCESS = env.text("LINGANG_PROCESS", "command")

DEBUG = env.boolean("DEBUG", default=False)
DATABASE_URL = env.text("DATABASE_URL")
MAINTENANCE = env.boolean("MAINTENANCE", default=False)
PORT = env.integer("PORT", default=8000, low=1, high=65535)
SITE_URL = env.web_address("SITE_URL", f"http://localhost:{PORT}")

# What the pages say of the site itself. What has no Chinese of its own is the same in both.
SITE_NAME = env.text("SITE_NAME", "Lin-gang 2025")
SITE_NAME_ZH = env.text("SITE_NAME_ZH", env.text("SITE_NAME", "临港 2025"))
PUBLISHER = env.text("PUBLISHER")
PUBLISHER_ZH = env.text("PUBLISHER_ZH")
CONTACT = env.text("CONTACT")
ICP_NUMBER = env.text("ICP_NUMBER")
POLICE_NUMBER = env.text("POLICE_NUMBER")
DATA_LICENSE = env.text("DATA_LICENSE")
DATA_LICENSE_NAME = env.text("DATA_LICENSE_NAME")
PICTURE_FONTS = env.text("PICTURE_FONTS")
TRYOUT = not (PUBLISHER and CONTACT)
SECURE = SITE_URL.startswith("https://")

# Secret: given, or for the try-out and for developers a random one that stays on this machine.
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY and (DEBUG or not (DATABASE_URL or env.text("DEBUG"))):
    SECRET_KEY = env.kept_secret(DATA_DIR / "secret-key")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set: set it to 50 or more random characters and keep them secret."
    )

ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", [str(urlsplit(SITE_URL).hostname), "localhost", "127.0.0.1", "[::1]"]
)

INSTALLED_APPS = [
    "lingang",
    "goals",
    "indicators",
    "releases",
    "lingang.admin_apps.StaffSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "lingang.middleware.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lingang.middleware.Language",
    "lingang.middleware.maintenance",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lingang.middleware.signed_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "lingang.middleware.DatabaseAway",
]

ROOT_URLCONF = "lingang.urls"
WSGI_APPLICATION = "lingang.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Databases. "default" reads and writes; "public" is the same data, or a replica of it, read with
# the rights of the public alone: only releases/published.py uses it.
WEB_LIMITS = "-c statement_timeout=5000 -c lock_timeout=2000"
POOL = {"min_size": 1, "max_size": 4, "timeout": 5}


def _database(name: str, role: str, *, public: bool = False) -> dict[str, Any]:
    sockets = embedded.socket_folder(DATA_DIR / "postgres")
    entry = env.database(name, env.text(name) or embedded.address(sockets, role))
    options = entry["OPTIONS"]
    limits = [WEB_LIMITS] if PROCESS == "web" else []
    if public:
        limits.append("-c role=lingang_public")
        entry["TEST"] = {"MIRROR": "default"}
    if PROCESS == "web":
        options["pool"] = POOL
        entry["CONN_HEALTH_CHECKS"] = True
    options["options"] = " ".join([options.get("options", ""), *limits]).strip()
    options["connect_timeout"] = 5
    options["application_name"] = f"lingang-{PROCESS}"
    return entry


_main = (
    "DATABASE_OWNER_URL"
    if PROCESS == "migrate" and env.text("DATABASE_OWNER_URL")
    else "DATABASE_URL"
)
_replica = "DATABASE_REPLICA_URL" if env.text("DATABASE_REPLICA_URL") else "DATABASE_URL"
DATABASES = {
    "default": _database(_main, embedded.OWNER if PROCESS == "migrate" else embedded.APP),
    "public": _database(_replica, embedded.APP, public=True),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Pages, pictures and files as ready-made bytes (releases/ready.py), in each process's own memory.
# A plan of 8 indicators has about 150 of them in both languages, and 120 more for each release that
# is kept, of 38 KB on average. So this holds the newest release and some fifteen kept ones in
# less than 80 MB; where it is full, what nobody has read for longest goes first.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

# Accounts
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "lingang/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False  # lingang/admin.py shows sign-ins, without what was typed
# The address is the connection's own, for anybody can write a forwarded header. Behind a proxy it
# is the proxy's, and the name alone tells people apart.
AXES_CLIENT_IP_CALLABLE = "lingang.middleware.client_address"
SESSION_IDLE = 30 * 60  # seconds
SESSION_LONGEST = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_IDLE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
# The admin alone remembers a language; every other page has it in its address.
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Static files: with a hash in each name once they are collected, as they are in the try-out.
HASHED = not (DEBUG or TRYOUT)
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static" if HASHED else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED
WHITENOISE_AUTOREFRESH = DEBUG

# The chart library, from its CDN unless told otherwise. The hash belongs to the address.
CHARTJS_PINNED = "https://cdn.jsdelivr.net/npm/chart.js@4.4.7/dist/chart.umd.js"
CHARTJS_PINNED_SRI = "sha384-zYPBGXwO4633CABX/5Spf6emCKUJCfoOkhOMYyxMsatqQZPnDblmmOewfjsIVWCM"
CHARTJS_URL = env.text("CHARTJS_URL", CHARTJS_PINNED)
CHARTJS_SRI = env.text("CHARTJS_SRI", CHARTJS_PINNED_SRI if CHARTJS_URL == CHARTJS_PINNED else "")

# A sheet of figures is one form, with an input for each series, year and part of it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, *env.origins(CHARTJS_URL)],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
FILE_UPLOAD_HANDLERS = [
    "lingang.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
CSRF_FAILURE_VIEW = "lingang.views.not_sent"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# A change is dated when it is made, not when its transaction began: authors are told by this time.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

REST_FRAMEWORK = {
    # The API is public and reads releases only: nobody signs in to it.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": ["releases.api_schema.add_reports"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# Everything goes to the standard error stream, where whoever runs the site collects it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
