"""Addresses of documents."""

from django.urls import path

from dutdiem.documents import views

app_name = "documents"
urlpatterns = [
    path("van-ban/", views.library, name="list"),
    path("van-ban/them/", views.add, name="add"),
    path("van-ban/<key:key>/", views.page, name="page"),
    path("van-ban/<key:key>/tep/", views.file, name="file"),
    path("van-ban/<key:key>/lap-goi-y/", views.draft, name="draft"),
    path("van-ban/<key:key>/thong-tin/", views.describe, name="describe"),
    path("van-ban/<key:key>/het-hieu-luc/", views.end, name="end"),
    path("van-ban/<key:key>/noi-bo/", views.mark, name="mark"),
    path("van-ban/<key:key>/doc-lai/", views.read_again, name="read_again"),
]
