"""Addresses of signatories and signing below the language prefix."""

from django.urls import path

from signatories import views

app_name = "signatories"
urlpatterns = [
    path("signatories/", views.signatory_list, name="list"),
    path("signatories/<slug:slug>/", views.signatory_detail, name="detail"),
    path("signatories/<slug:slug>/report/", views.signatory_report, name="report"),
    path("sign/", views.sign, name="sign"),
    path("verify/<str:number>/", views.verify, name="verify"),
]
