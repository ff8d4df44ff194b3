"""Addresses of initiatives below the language prefix."""

from django.urls import path

from initiatives.views import own, own_updates, public, sending

app_name = "initiatives"
_OWN = "account/initiatives/"
_KEY = f"{_OWN}<uuid:key>/"
_TEXT = f"{_KEY}<slug:text>/"
urlpatterns = [
    path("initiatives/", public.initiative_list, name="list"),
    path("initiatives/<slug:slug>/", public.initiative_detail, name="detail"),
    path("initiatives/<slug:slug>/report/", public.initiative_report, name="report"),
    path(_OWN, own.own_list, name="own-list"),
    path(f"{_OWN}new/", own.own_new, name="own-new"),
    path(f"{_KEY}version/", sending.own_version, name="own-version"),
    path(f"{_KEY}withdraw/", sending.own_withdraw, name="own-withdraw"),
    path(f"{_KEY}pictures/<uuid:picture>/", sending.own_file, name="own-picture"),
    path(f"{_KEY}news/", own_updates.update_new, name="own-update-new"),
    path(f"{_KEY}news/<uuid:update>/", own_updates.update_edit, name="own-update"),
    path(
        f"{_KEY}news/<uuid:update>/withdraw/",
        own_updates.update_withdraw,
        name="own-update-withdraw",
    ),
    path(_TEXT, own.own_edit, name="own-edit"),
    path(f"{_TEXT}preview/", sending.own_preview, name="own-preview"),
    path(f"{_TEXT}submit/", sending.own_submit, name="own-submit"),
    path(f"{_TEXT}take-back/", sending.own_take_back, name="own-take-back"),
    path(f"{_TEXT}discard/", sending.own_discard, name="own-discard"),
]
