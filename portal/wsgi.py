"""The WSGI application that gunicorn serves."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
# A wrong configuration, or demonstration content nobody asked for, ends the start with
# a sentence; a later surprise would be the reader's.
call_command("check", databases=["default"], verbosity=0)
