"""Addresses of what a person has to do now."""

from django.urls import path

from dutdiem.desk import views

app_name = "desk"
urlpatterns = [
    path("viec-cua-toi/", views.mine, name="mine"),
    path("co-gi-moi/", views.changes, name="changes"),
    path("co-gi-moi/da-xem/", views.seen, name="seen"),
    path("tim/", views.search, name="search"),
    path("van-ban/<key:key>/xem-truoc/", views.preview, name="preview"),
    path("goi-y/", views.decide_many, name="decide_many"),
    path("goi-y/<key:key>/", views.decide, name="decide"),
    path("goi-y/<key:key>/sua/", views.edit, name="edit"),
    path("goi-y/<key:key>/nhiem-vu/", views.outcome, name="outcome"),
]
