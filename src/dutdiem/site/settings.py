"""Settings. All data lives under the home; DATABASE_URL chooses PostgreSQL; DUTDIEM_HOSTS names the hosts that are served;
DUTDIEM_FIGURES_ENGINE=spark lets Apache Spark do the roll-ups; DUTDIEM_SMTP names the mail server, DUTDIEM_MAIL_FROM the sender,
DUTDIEM_ADDRESS the address at which people open the pages, for the links in mails."""

import os
from pathlib import Path

from dutdiem.kit.databases import database
from dutdiem.kit.home import home_path, secret_key
from dutdiem.kit.mail import mail

HOME = home_path()
PACKAGE = Path(__file__).resolve().parent.parent
SECRET_KEY = secret_key(HOME)
DEBUG = os.environ.get("DUTDIEM_DEBUG") == "1"
ALLOWED_HOSTS = [h for h in os.environ.get("DUTDIEM_HOSTS", "").split(",") if h] or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS if not h.startswith(("127.", "localhost", "["))]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("DUTDIEM_BEHIND_TLS") == "1" else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("DUTDIEM_BEHIND_TLS") == "1"
SESSION_COOKIE_AGE = 12 * 3600  # a working day
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
ROOT_URLCONF = "dutdiem.site.urls"
WSGI_APPLICATION = "dutdiem.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STAGES = [
    "desk",
    "reviews",
    "oversight",
    "figures",
    "collection",
    "plans",
    "catalogue",
    "documents",
    "access",
    "units",
    "trail",
]
"""The stages that have records, from the top of the house down."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "dutdiem.web",
    *(f"dutdiem.{stage}" for stage in STAGES),
    "dutdiem.kit",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dutdiem.web.guards.content_policy",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dutdiem.web.guards.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dutdiem.web.guards.PlainRefusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "dutdiem.kit.templates.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dutdiem.web.context.navigation",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), HOME / "dutdiem.sqlite3")}
globals().update(mail(os.environ.get("DUTDIEM_SMTP"), os.environ.get("DUTDIEM_MAIL_FROM"), HOME / "mail"))
SITE_ADDRESS = os.environ.get("DUTDIEM_ADDRESS", "").rstrip("/")
FIGURES_ENGINE = os.environ.get("DUTDIEM_FIGURES_ENGINE") or "local"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "dutdiem.web.errors.expired"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dutdiem.access.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A whole office may come from one address: few tries an account, many an address.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A page with many assets queues for a moment on four threads; that is no warning.
    "loggers": {"waitress.queue": {"level": "ERROR"}},
}
