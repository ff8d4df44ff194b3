"""Languages, formats and time: the 39 languages of core.languages everywhere."""

from pathlib import Path

from django.conf.locale import LANG_INFO

from core.languages import DEFAULT
from core.languages import LANGUAGES as PORTAL_LANGUAGES

# Django knows nothing of Montenegrin, Maltese and Romansh; Wagtail wants all of them.
LANG_INFO.update(
    {
        item.code: {
            "bidi": item.direction == "rtl",
            "code": item.code,
            "name": item.english_name,
            "name_local": item.autonym,
        }
        for item in PORTAL_LANGUAGES
        if item.code not in LANG_INFO
    }
)

LANGUAGE_CODE = DEFAULT
LANGUAGES = [(item.code, item.autonym) for item in PORTAL_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [Path(__file__).resolve().parent.parent.parent / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
