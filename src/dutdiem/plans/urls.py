"""Addresses of the plan."""

from django.urls import path

from dutdiem.plans import views

app_name = "plans"
urlpatterns = [
    path("ke-hoach/", views.tree, name="tree"),
    path("ke-hoach/<int:key>/", views.task, name="task"),
    path("ke-hoach/<int:key>/nhanh/", views.branch, name="branch"),
]
