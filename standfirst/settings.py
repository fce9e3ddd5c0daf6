"""The one settings module: everything that differs between installations is read from the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from standfirst import datadir
from standfirst import environment as env
from standfirst.publication.log_lines import add_request_id
from standfirst.publication.mail_url import read_mail_from, read_mail_url
from standfirst.publication.sendfile import read_sendfile

STRIPES_API = "https://api.stripe.com"

DATA = env.folder("STANDFIRST_DATA", datadir.default(), example="/var/lib/standfirst", shown="data")

# --- Address and secret: the data directory holds both, so that separate commands agree ---------
SECRET_KEY = env.secret(
    "STANDFIRST_SECRET",
    least=32,
    default=datadir.kept(DATA, "secret"),
    shown="the file secret",
)
ADDRESS = env.text(
    "STANDFIRST_ADDRESS",
    datadir.kept(DATA, "address"),
    example="https://news.example.org",
    shown="the file address",
    kind="address",
).rstrip("/")
_parts = urlsplit(ADDRESS)
if _parts.scheme not in {"http", "https"} or not _parts.hostname:
    raise ImproperlyConfigured(
        f"STANDFIRST_ADDRESS is {ADDRESS!r}; it must be a whole address, "
        "for example STANDFIRST_ADDRESS=https://news.example.org"
    )
SECURE = _parts.scheme == "https"
# `manage.py demo` leaves a mark in its data directory, so that separate commands agree.
# In a demo anyone logs in as anyone. Its data directory says that it is one, and serves this machine alone.
DEMO = env.flag("STANDFIRST_DEMO", default=(DATA / "demo").is_file(), shown="off")
if DEMO and _parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
    raise ImproperlyConfigured(
        f"{DATA} is a demo's, where anyone logs in as anyone, and STANDFIRST_ADDRESS is {ADDRESS!r}. "
        "Start the publication on a data directory of its own: STANDFIRST_DATA=/var/lib/standfirst"
    )
DEBUG = False
ALLOWED_HOSTS = [_parts.hostname, *env.words("STANDFIRST_HOSTS", example="www.example.org")]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
# Number of proxies in front whose X-Forwarded-For entry is ours; 0 means the socket's own address.
PROXIES = env.number("STANDFIRST_PROXIES", 0, example=1)

INSTALLED_APPS = [
    "standfirst.demo",
    "standfirst.office",
    "standfirst.billing",
    "standfirst.stories",
    "standfirst.record",
    "standfirst.gate",
    "standfirst.membership",
    "standfirst.readers",
    "standfirst.publication",
    "allauth",
    "allauth.account",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "standfirst.publication.probes.answer_probes",
    "standfirst.publication.requests.note_requests",
    "standfirst.publication.headers.GZipPages",  # pads answers at random, against BREACH
    "django.middleware.http.ConditionalGetMiddleware",
    "standfirst.gate.front.middleware.keep_shared",
    "django.middleware.security.SecurityMiddleware",
    "standfirst.publication.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "standfirst.publication.headers.security_headers",
    "standfirst.publication.refusals.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standfirst.readers.sessions.rolling_session",
    "standfirst.gate.front.middleware.give_pass",
    "standfirst.readers.staff_door.stop_before_admin",
    "standfirst.publication.language.speak",
]

ROOT_URLCONF = "standfirst.urls"
WSGI_APPLICATION = "standfirst.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "standfirst.publication.context.publication",
                "standfirst.stories.context.header",
            ],
        },
    },
]

# --- Storage -------------------------------------------------------------------------------------
DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        f"sqlite:///{DATA / 'db.sqlite3'}",
        example="postgres://news:secret@db/news",
        shown="SQLite in the data directory",
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write takes its lock at once and waits, instead of failing
    # with "database is locked" at the first write (https://www.sqlite.org/lang_transaction.html).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A database that does not answer is away: no thread waits for it for minutes (libpq's own words and units).
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        **DATABASES["default"].get("OPTIONS", {}),
    }
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits (allauth's) count in the cache, so it must be one for all processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "publication_cache",
        # Above this many, Django drops some that still count.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Wagtail would copy every size of every image into that table, with each visit anew.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
MEDIA_ROOT = DATA / "media"
# Nothing serves that folder. Left empty, this would have Django's own server for tests serve it at /.
MEDIA_URL = "https://uploads.invalid/"
# Who sends uploads, once we have said who may have them: publication/sendfile.py.
SENDFILE = read_sendfile(
    env.text("STANDFIRST_SENDFILE", "", example="x-accel:/uploads/", shown="we do")
)
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "standfirst.publication.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True
WHITENOISE_MAX_AGE = 60

# --- Readers -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "readers.Reader"
AUTHENTICATION_BACKENDS = ["standfirst.readers.backend.ReaderBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "standfirst.readers.adapter.ReaderAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# Codes prove an address before allauth hears of a log-in (readers/by_code.py).
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
# ip: the client's address. key: what is counted for, see readers/limits.py.
ACCOUNT_RATE_LIMITS = {
    "ask_code": "30/m/ip,300/h/ip",
    "ask_code_for": "30/h/key",
    "ask_code_here": "5/h/key",
    "ask_code_known": "10/h/key",
    "ask_again": "1/20s/key",
    "enter_code": "60/10m/ip",
    "enter_factor": "5/10m/key,30/d/key",
    "use_passkey": "60/m/ip",
    "try_password": "30/10m/ip",
    "try_password_for": "30/h/key",
    "try_password_here": "5/10m/key",
    "try_password_known": "10/10m/key",
    "join": "30/10m/ip,100/h/ip",
    "write": "10/h/ip,30/d/ip",
    "write_for": "5/h/key",
    "download_data": "5/h/key",
    "give_card": "60/h/ip,10/h/key",
}
# For the readers who set one (readers/passwords.py). scrypt also costs whoever tries many at once memory.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Seconds a reader, and a member of staff, stays logged in after the last visit.
READER_SESSION_SECONDS = 400 * 24 * 3600
STAFF_SESSION_SECONDS = 12 * 3600
SESSION_COOKIE_AGE = READER_SESSION_SECONDS
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "standfirst.publication.errors.form_expired"

# --- The gate ------------------------------------------------------------------------------------
# Hours a card membership stays open past its paid period or grace without fresh news (DESIGN flow 2).
TRUST_HOURS = env.number("STANDFIRST_TRUST_HOURS", 72, example=48)
# Megabytes of pages that each web process keeps (gate/front).
FRONT_MEMORY = env.number("STANDFIRST_FRONT_MEMORY", 64, example=256)
# Seconds for which it goes on from what it keeps while the database does not answer.
FRONT_TRUST = env.number("STANDFIRST_FRONT_TRUST", 120, example=60)

# --- Payments ------------------------------------------------------------------------------------
# Without a key no payment is taken. A demo's are those of its sandbox, which knows no real one.
_sandbox = datadir.kept(DATA, "sandbox") if DEMO else None
STRIPE_KEY = env.secret(
    "STANDFIRST_STRIPE_KEY", least=0, default="sk_test_sandbox" if _sandbox else ""
)
STRIPE_PUBLISHABLE_KEY = env.text(
    "STANDFIRST_STRIPE_PUBLISHABLE_KEY",
    "pk_test_sandbox" if _sandbox else "",
    example="pk_live_51Abc",
    shown="",
)
STRIPE_WEBHOOK_SECRET = env.secret(
    "STANDFIRST_STRIPE_WEBHOOK_SECRET", least=0, default="whsec_sandbox" if _sandbox else ""
)
STRIPE_API = env.text(
    "STANDFIRST_STRIPE_API",
    _sandbox or STRIPES_API,
    example="http://127.0.0.1:8001",
    shown=STRIPES_API,
    kind="address",
).rstrip("/")
STRIPE_SCRIPT = env.text(
    "STANDFIRST_STRIPE_SCRIPT",
    f"{_sandbox}/stripe.js" if _sandbox else "https://js.stripe.com/endive/stripe.js",
    example="https://js.stripe.com/endive/stripe.js",
    shown="https://js.stripe.com/endive/stripe.js",
    kind="address",
)
if STRIPE_API != STRIPES_API and STRIPE_KEY and not STRIPE_KEY.startswith(("sk_test_", "rk_test_")):
    raise ImproperlyConfigured(
        "STANDFIRST_STRIPE_KEY is a live key, and STANDFIRST_STRIPE_API is not Stripe: a sandbox gets no live key. "
        "Unset STANDFIRST_STRIPE_API, or give a test key: STANDFIRST_STRIPE_KEY=sk_test_51Abc"
    )
# Whether Stripe works out the tax in what is paid (docs.stripe.com/tax); prices include it.
STRIPE_TAX = env.flag("STANDFIRST_STRIPE_TAX", default=False)
# Days locked after which mending begins a new period instead of paying for one that was not read.
AFRESH_DAYS = env.number("STANDFIRST_AFRESH_DAYS", 14, example=30)
# Days within which who joins may leave with all of the money back (EU directive 2011/83, article 9: 14).
WITHDRAWAL_DAYS = env.number("STANDFIRST_WITHDRAWAL_DAYS", 14, example=14)
# Days after which a join that no account has claimed is refunded.
UNCLAIMED_DAYS = env.number("STANDFIRST_UNCLAIMED_DAYS", 7, example=14, least=1)

# --- Mail ----------------------------------------------------------------------------------------
# What MAIL_URL may say: publication/mail_url.py.
_mail_url = env.text(
    "MAIL_URL",
    "demo:" if DEMO else "smtp://localhost:25/",
    example="smtp://user:password@mail.example.org:587/?tls=on",
    shown="smtp://localhost:25/",
    kind="address",
)
_mail = read_mail_url(_mail_url, demo=DEMO)
MAIL_FROM = read_mail_from(
    env.text(
        "MAIL_FROM",
        f"news@{_parts.hostname}",
        example="news@example.org",
        shown="news@ and the host of the address",
        kind="mail address",
    )
)
DEFAULT_FROM_EMAIL = MAIL_FROM
# What Django and Wagtail send themselves is queued like all mail; the worker sends it through MAIL_BACKEND.
EMAIL_BACKEND = "standfirst.publication.mail.backend.QueueBackend"
MAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls == "on", _mail.tls == "ssl"
EMAIL_TIMEOUT = 10
# A provider that cannot carry a header of ours still carries the mail.
ANYMAIL = {
    "REQUESTS_TIMEOUT": EMAIL_TIMEOUT,
    "IGNORE_UNSUPPORTED_FEATURES": True,
    **_mail.options,
}

# --- Wagtail -------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Standfirst"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAILADMIN_LOGIN_URL = "staff_door"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_APPEND_SLASH = True
# Stories are set to the second, in the publication's time zone for all of its staff.
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M:%S"
# stories/moving.py leaves them: Wagtail's own would tell the address of what is not out.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILIMAGES_IMAGE_MODEL = "publication.PublicationImage"
WAGTAILDOCS_DOCUMENT_MODEL = "publication.PublicationDocument"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Nothing a browser would run: no HTML, no SVG. publication/files.py has the type of each.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "standfirst.stories.writing.text_area.NamedTextArea"}
}
TAGGIT_CASE_INSENSITIVE = True

# --- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["standfirst.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.time_zone(
    "STANDFIRST_TIME_ZONE",
    datadir.kept(DATA, "time_zone") or "UTC",
    example="Europe/Oslo",
    shown="the file time_zone, else UTC",
)
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# --- Headers -------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_SSL_REDIRECT = False
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Wagtail's admin writes inline styles and scripts, and previews pages in a frame of its own.
STAFF_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "form-action": [SELF],
}

# --- For the operator -----------------------------------------------------------------------------
# Whoever brings it may read /-/metrics from another machine: publication/metrics.py.
METRICS_TOKEN = env.secret("STANDFIRST_METRICS_TOKEN", least=16, default="", shown="")
LOG = env.choice("STANDFIRST_LOG", "text", ("text", "json"), example="json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "class": "standfirst.publication.log_lines.TextLines",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        },
        "json": {
            "()": "standfirst.publication.log_lines.JsonLines",
            "timestamp": True,
            "fmt": "%(levelname)s %(name)s %(message)s",
            "rename_fields": {"levelname": "level", "name": "logger"},
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG,
            "filters": [add_request_id],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Named here, these lose the handlers that Django gives them: one handler, so one place to mask.
    "loggers": {
        "django": {"level": "INFO"},
        "django.server": {"level": "INFO", "propagate": True},
        # Of what is refused it would say the path; our own line of each request says what may be said.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "standfirst.publication.requests": {"level": "INFO"},
    },
}
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]
