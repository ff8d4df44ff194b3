"""Addresses below `/admin/translations/`: lists."""

from django.urls import URLPattern, path

from translations.views import begin, jobs, matrix, objects, work

urlpatterns: list[URLPattern] = [
    path("", matrix.matrix, name="matrix"),
    path("matrix.csv", matrix.matrix_csv, name="matrix-csv"),
    path("work/", work.work, name="work"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/progress/", jobs.progress, name="job-progress"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job-retry"),
    path("begin/<slug:app>/<slug:model>/<str:pk>/", begin.begin, name="begin"),
    path("object/<int:pk>/", objects.overview, name="object"),
    path("object/<int:pk>/begin/", objects.begin_more, name="object-begin"),
    path("object/<int:pk>/gate/", objects.gate, name="object-gate"),
    path("object/<int:pk>/publish/", objects.publish, name="object-publish"),
    path("object/<int:pk>/withhold/", objects.withhold, name="object-withhold"),
    path("object/<int:pk>/draft/", objects.draft, name="object-draft"),
]
