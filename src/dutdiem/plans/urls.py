"""Addresses of the plan."""

from django.urls import path

from dutdiem.plans import views

app_name = "plans"
urlpatterns = [
    path("ke-hoach/", views.tree, name="tree"),
    path("ke-hoach/moi/", views.new, name="new"),
    path("ke-hoach/giao-theo-bang/", views.table, name="table"),
    path("ke-hoach/giao-theo-bang/mau.xlsx", views.table_sample, name="table_sample"),
    path("ke-hoach/doi-hang-loat/", views.change, name="change"),
    path("ke-hoach/hoan-lai/", views.undo, name="undo"),
    path("ke-hoach/trung-lap/", views.duplicates, name="duplicates"),
    path("ke-hoach/can-chu-y/", views.attention, name="attention"),
    path("ke-hoach/minh-chung/<key:key>/", views.evidence, name="evidence"),
    path("ke-hoach/<key:key>/", views.task, name="task"),
    path("ke-hoach/<key:key>/nhanh/", views.branch, name="branch"),
    path("ke-hoach/<key:key>/sua/", views.edit, name="edit"),
    path("ke-hoach/<key:key>/chuyen/", views.place, name="place"),
    path("ke-hoach/<key:key>/nguon/", views.source, name="source"),
    path("ke-hoach/<key:key>/bao-cao/", views.report, name="report"),
    path("ke-hoach/<key:key>/trang-thai/", views.state, name="state"),
    path("ke-hoach/<key:key>/thoi-han/", views.deadline, name="deadline"),
    path("ke-hoach/<key:key>/cu-the-hoa/", views.take_up, name="take_up"),
    path("ke-hoach/<key:key>/thu-tu/", views.order, name="order"),
    path("nhiem-vu/", views.listing, name="list"),
    path("nhiem-vu/theo-trang-thai/", views.board, name="board"),
    path("nhiem-vu/tien-trinh/", views.timeline, name="timeline"),
    path("nhiem-vu/lich/", views.calendar, name="calendar"),
    path("nhiem-vu/theo-don-vi/", views.by_unit, name="by_unit"),
    path("nhiem-vu/theo-van-ban/", views.by_document, name="by_document"),
    path("nhiem-vu/xuat.<str:kind>", views.export, name="export"),
    path("nhiem-vu/bo-loc/", views.save_filter, name="save_filter"),
    path("nhiem-vu/bo-loc/<key:key>/bo/", views.drop_filter, name="drop_filter"),
]
