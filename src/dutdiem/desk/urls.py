"""Addresses of what a person decides."""

from django.urls import path

from dutdiem.desk import views

app_name = "desk"
urlpatterns = [
    path("goi-y/", views.decide_many, name="decide_many"),
    path("goi-y/<int:key>/", views.decide, name="decide"),
    path("goi-y/<int:key>/sua/", views.edit, name="edit"),
    path("goi-y/<int:key>/nhiem-vu/", views.outcome, name="outcome"),
]
