"""Registers the home room with the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.panels import WaitingPanel


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show what waits on the admin's first page."""
    panels.append(WaitingPanel())
