"""Addresses of signatories and signing below the language prefix."""

from django.urls import include, path

from signatories.views import (
    claims,
    colleagues,
    invited_members,
    members,
    own,
    public,
    signing,
)

app_name = "signatories"

# Below /account/signatories/<key>/: for those who act for the signatory.
account_patterns = [
    path("", own.overview, name="own"),
    path("profile/", own.profile_language, name="own-profile-language"),
    path("profile/<slug:language>/", own.profile, name="own-profile"),
    path("facts/", own.facts, name="own-facts"),
    path("certificate.pdf", own.certificate, name="own-certificate"),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/<int:pk>/", colleagues.colleague_change, name="colleague-change"),
    path(
        "colleagues/invitations/<int:pk>/",
        colleagues.invitation_close,
        name="invitation-close",
    ),
    path("members/", members.members, name="members"),
    path("members/members.csv", members.members_csv, name="members-csv"),
    path("members/<int:pk>/", members.member_change, name="member-change"),
    path("colleagues/requests/<int:pk>/", colleagues.join_decide, name="join-decide"),
]

urlpatterns = [
    path("signatories/", public.signatory_list, name="list"),
    path("signatories/<slug:slug>/", public.signatory_detail, name="detail"),
    path("signatories/<slug:slug>/badge.svg", public.badge, name="badge"),
    path("signatories/<slug:slug>/claim/", claims.claim, name="claim"),
    path("signatories/<slug:slug>/report/", public.signatory_report, name="report"),
    path("account/signatories/<uuid:key>/", include(account_patterns)),
    path("sign/", signing.sign, name="sign"),
    path("sign/places/", signing.places, name="sign-places"),
    path("sign/colleague/<str:token>/", colleagues.invited, name="invited"),
    path(
        "sign/member/<str:token>/",
        invited_members.member_invited,
        name="member-invited",
    ),
    path("sign/no/<str:token>/", invited_members.unwanted, name="member-unwanted"),
    path("sign/claim/<str:token>/", claims.claim_by_link, name="claim-by-link"),
    path("sign/still/<str:token>/", colleagues.still, name="still"),
    path("sign/<str:token>/", signing.resume, name="sign-resume"),
    path("sign/<str:token>/<slug:step>/", signing.step, name="sign-step"),
    path("verify/<str:number>/", public.verify, name="verify"),
]
