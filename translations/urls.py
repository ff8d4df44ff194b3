"""Public addresses of the workflow, below the language."""

from django.urls import path

from translations.views import review_link

app_name = "review"
urlpatterns = [
    path("review-translation/<str:secret>/", review_link.review, name="review"),
]
