"""Addresses of the follow-up."""

from django.urls import path

from dutdiem.oversight import views

app_name = "oversight"
urlpatterns = [
    path("don-doc/", views.board, name="board"),
    path("don-doc/neu/", views.raise_, name="raise"),
    path("don-doc/vuong-mac/<key:key>/", views.asked, {"what": "obstacle"}, name="obstacle"),
    path("don-doc/kien-nghi/<key:key>/", views.asked, {"what": "petition"}, name="petition"),
    path("don-doc/thoi-gian/", views.durations, name="durations"),
    path("don-doc/tin-hieu/", views.signals, name="signals"),
    path("don-doc/cong-van/", views.letters, name="letters"),
    path("don-doc/cong-van/<key:key>/tai/", views.letter_file, name="letter_file"),
    path("don-doc/kiem-tra/", views.inspections, name="inspections"),
    path("don-doc/kiem-tra/<key:key>/", views.inspection_plan, name="inspection_plan"),
    path("don-doc/kiem-tra/lan/<key:key>/", views.visit, name="visit"),
    path("don-doc/kiem-tra/phat-hien/", views.findings, name="findings"),
    path("don-doc/ket-luan-hop/", views.meetings, name="meetings"),
    path("don-doc/ket-luan-hop/<key:key>/", views.meeting, name="meeting"),
    path("don-doc/thong-bao/", views.notices, name="notices"),
    path("lich/<str:token>.ics", views.calendar, name="calendar"),
]
