"""Mounts the rooms; the language prefix is decided here."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.current import language_patterns
from portal import health, seo
from portal.api import api

handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("admin/", include("accounts.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", api.urls),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", seo.robots, name="robots"),
    path("sitemap.xml", seo.sitemap, name="sitemap"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *language_patterns(
        path("account/", include("accounts.urls")),
        path("account/", include("accounts.door_urls")),
        path("", include("signatories.urls")),
        path("", include("translations.urls")),
        path("", include("initiatives.urls")),
        path("", include("home.urls")),
    ),
]
