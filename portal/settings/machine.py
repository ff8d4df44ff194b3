"""Machine translation: which provider makes drafts, and how much of it.

`WAGTAILLOCALIZE_MACHINE_TRANSLATOR` stays unset: the button of wagtail-localize would
spend without asking the month's budget.
"""

from portal.env import ENV

MACHINE_TRANSLATION_ENGINE = ENV.machine_translation_engine
MACHINE_TRANSLATION_URL = ENV.machine_translation_url
MACHINE_TRANSLATION_KEY = ENV.machine_translation_key
MACHINE_TRANSLATION_PROJECT = ENV.machine_translation_project
MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = ENV.machine_translation_characters_per_month
# For one request, which may hold fifty paragraphs.
MACHINE_TRANSLATION_TIMEOUT_SECONDS = 30.0
