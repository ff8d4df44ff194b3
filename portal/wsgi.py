"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
# A wrong configuration, or demonstration content nobody asked for, ends the start with
# a sentence; a later surprise would be the reader's.
call_command("check", databases=["default"], verbosity=0)
# What is loaded by now stays for ever: a third of a second to look through at each full
# collection, which a reader would wait for.
gc.collect()
gc.freeze()
