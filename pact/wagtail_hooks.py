"""Registers the room's view sets with the admin."""

from wagtail.snippets.models import register_snippet

from pact.viewsets import PactViewSetGroup

register_snippet(PactViewSetGroup)
