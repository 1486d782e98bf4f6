"""Every setting on one page, so that an auditor reads one page."""

from __future__ import annotations

import zoneinfo
from typing import Any

from csp.constants import NONE, SELF

from kelisim.config import env as environment
from kelisim.kernel.logs import lines

# One clock everywhere: a system with old zone tables would be an hour off since 2024.
zoneinfo.reset_tzpath(to=())

env = environment.read()
BASE_DIR = environment.ROOT
VAR = env.var
PACK = env.pack
ORIGIN = env.origin
SERVICE_KEY = env.service_key
HASH_KEY = environment.hash_key(env)
CMS_SERVICE = env.cms_service  # checks signatures beside a document, if the installation runs one
SECRET_KEY = env.secret_key
DEBUG = env.debug
INTAKE = env.intake  # a laptop without a network: only its own pages are open
ALLOWED_HOSTS = env.hosts
ROOT_URLCONF = "kelisim.config.urls"
WSGI_APPLICATION = "kelisim.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
SITE_NAME = "Kelisim"

INSTALLED_APPS = [
    "kelisim.kernel.accounts",
    "kelisim.kernel.access",
    "kelisim.kernel.audit",
    "kelisim.kernel.places",
    "kelisim.kernel.packs",
    "kelisim.kernel.seal",
    "kelisim.kernel.queue",
    "kelisim.apps.registry",
    "kelisim.apps.institution",
    "kelisim.apps.mediation",
    "kelisim.apps.dialogue",
    "kelisim.apps.statistics",
    "kelisim.web",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]

MIDDLEWARE = [
    "kelisim.web.middleware.RequestLine",
    "kelisim.web.middleware.Reading",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kelisim.web.mediation.intake.door.IntakeDoor",
    "kelisim.web.middleware.SecondFactorDoor",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "kelisim" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kelisim.web.site.shell.shell",
            ],
            "builtins": [
                "kelisim.web.templatetags.kelisim",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

DATABASES = {"default": environment.database(env)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = sorted(path for path in (BASE_DIR / "kelisim/config/locale").glob("*/*") if path.is_dir())
FORMAT_MODULE_PATH = ["kelisim.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"
USE_THOUSAND_SEPARATOR = False
LANGUAGE_COOKIE_NAME = "kelisim_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "kelisim" / "web" / "static", VAR / "assets"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What people send is never written to a temporary file: a batch of applications is plain text on its way.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 48_000_000

# --- seal: what one try costs (Argon2id memory in KiB, passes); stored with each key ----------
SEAL_STAFF = (131_072, 3)
SEAL_PARTY = (65_536, 2)

# --- sign-in -------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the administrator, not by sign-up
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "kelisim.kernel.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody learns from a mailbox which addresses have accounts
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # counted by axes, in the database, over all processes
PASSWORD_RESET_TIMEOUT = 86_400
SOCIALACCOUNT_ADAPTER = "kelisim.kernel.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the provider opens the account with the address it has verified
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "provider"
MFA_ADAPTER = "kelisim.kernel.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by the administrator, who knows the person
MFA_TOTP_ISSUER = SITE_NAME
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "state",
                    "name": "State identity provider",
                    "client_id": env.oidc_id,
                    "secret": env.oidc_secret,
                    "settings": {"server_url": env.oidc_url},
                }
            ]
        }
    }
    if env.oidc_url
    else {}
)
AXES_USERNAME_CALLABLE = "kelisim.kernel.accounts.lockout.username"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = ["username", "login", "email", "ip_address"]
AXES_ENABLE_ADMIN = False
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True

# --- browser -------------------------------------------------------------------------------
_SECURE = ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT = _SECURE
X_FRAME_OPTIONS = "DENY"
_OIDC_ORIGINS = ["/".join(env.oidc_url.split("/")[:3])] if env.oidc_url else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Without the provider's origin the browser silently cancels the redirect after sign-in.
        "form-action": [SELF, *_OIDC_ORIGINS],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- mail and queue ------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.mail_from
EMAIL_FILE_PATH = VAR / "outbox"
globals().update(environment.mail(env))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- voting --------------------------------------------------------------------------------
VOTING_SECONDS = 1  # for so long a page of voting trusts what it knows of statements and figures

# --- logs ----------------------------------------------------------------------------------
lines.configure()
LOGGING = lines.LOGGING
