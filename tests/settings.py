"""The settings of the tests: the product's own, with a throwaway var/ and nothing slow or remote."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Set before the product's settings are read; xdist's workers inherit it, only its maker removes it.
if "KELISIM_TEST_VAR" not in os.environ:
    os.environ["KELISIM_TEST_VAR"] = tempfile.mkdtemp(prefix="kelisim-test-")
    atexit.register(shutil.rmtree, os.environ["KELISIM_TEST_VAR"], ignore_errors=True)
os.environ["KELISIM_VAR"] = os.environ["KELISIM_TEST_VAR"]
os.environ["KELISIM_HOSTS"] = "localhost,127.0.0.1,testserver"

from kelisim.config.settings import *  # noqa: F403 - the product's settings, after its environment
from kelisim.config.settings import BASE_DIR, STATICFILES_DIRS, STORAGES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Names by content would be 404 under the live server, which serves the sources.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
ASSETS = BASE_DIR / "var" / "assets"  # the font of the last set-up, if it came
STATICFILES_DIRS = [STATICFILES_DIRS[0], ASSETS]

for folder in (ASSETS / "fonts", VAR / "static", VAR / "files"):
    Path(folder).mkdir(parents=True, exist_ok=True)
if not (ASSETS / "fonts" / "fonts.css").exists():
    (ASSETS / "fonts" / "fonts.css").touch()
# One try at a passphrase costs next to nothing here; the real costs stand in the product's settings.
SEAL_STAFF = SEAL_PARTY = (8, 1)
