"""Addresses below `/admin/translations/`: editor."""

from django.urls import URLPattern, path

from translations.views import comments, editor, links, preview, review_links, text

_ONE = "<int:translation_id>/"
_TEXT = f"{_ONE}text/<slug:name>/"

urlpatterns: list[URLPattern] = [
    path(_ONE, editor.edit, name="edit"),
    path(_TEXT, text.text, name="text"),
    path(f"{_TEXT}check/", text.check, name="check"),
    path(f"{_TEXT}comment/", comments.add, name="comment"),
    path(f"{_ONE}comment/<int:pk>/settle/", comments.settle, name="comment-settle"),
    path(f"{_ONE}preview/", preview.preview, name="preview"),
    path(f"{_ONE}publish/", text.publish, name="publish"),
    path(f"{_ONE}links/", links.links, name="links"),
    path(f"{_ONE}review-links/", review_links.review_links, name="review-links"),
    path(
        f"{_ONE}review-links/<int:pk>/revoke/",
        review_links.revoke,
        name="review-link-revoke",
    ),
]
