"""Addresses of the door, of one's own account, and of the accounts of a subtree. Only these of allauth's views are served."""

from allauth.account import views as door
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import include, path
from django.views.decorators.http import require_POST

from dutdiem.access.views import account, accounts, imports, own

pages = [
    path("ca-nhan/", own.own, name="own"),
    path("ca-nhan/lam-thay/", own.act_for, name="act_for"),
    path("tai-khoan/", accounts.accounts, name="accounts"),
    path("tai-khoan/mo/", accounts.open_, name="open"),
    path("tai-khoan/nhap/", imports.import_, name="import"),
    path("tai-khoan/nhap/mau/", imports.sample, name="sample"),
    path("tai-khoan/xem/<str:username>/", account.account, name="account"),
    path("tai-khoan/xem/<str:username>/ban-giao/", account.handover, name="handover"),
    path("tai-khoan/xem/<str:username>/<slug:what>/", account.act, name="act"),
]
urlpatterns = [
    path("dang-nhap/", door.login, name="account_login"),
    path("dang-xuat/", require_POST(door.logout), name="account_logout"),
    path("dang-nhap/lop-hai/", second.authenticate, name="mfa_authenticate"),
    path("ca-nhan/mat-khau/", door.password_change, name="account_change_password"),
    path("ca-nhan/xac-nhan/", door.reauthenticate, name="account_reauthenticate"),
    path("ca-nhan/xac-nhan/ma/", second.reauthenticate, name="mfa_reauthenticate"),
    path("ca-nhan/xac-nhan/khoa/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("ca-nhan/hai-lop/", second.index, name="mfa_index"),
    path("ca-nhan/hai-lop/ung-dung/", app.activate_totp, name="mfa_activate_totp"),
    path("ca-nhan/hai-lop/ung-dung/tat/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("ca-nhan/hai-lop/khoa/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("ca-nhan/hai-lop/khoa/them/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("ca-nhan/hai-lop/khoa/<key:pk>/bo/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("ca-nhan/hai-lop/khoa/<key:pk>/ten/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("ca-nhan/hai-lop/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ca-nhan/hai-lop/ma-du-phong/moi/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ca-nhan/hai-lop/ma-du-phong/tai/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("", include((pages, "access"))),
]
