"""Where mail goes by one setting."""

from pathlib import Path

import pytest

from dutdiem.kit.mail import mail

FOLDER = Path("home/mail")


def test_without_a_server_mails_are_files_in_the_home():
    made = mail(None, None, FOLDER)
    assert made["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert made["EMAIL_FILE_PATH"] == str(FOLDER)


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 587, False, True),
        ("smtp://mail.example:25?tls=no", 25, False, False),
        ("smtps://mail.example", 465, True, False),
    ],
)
def test_a_server_is_named_with_its_way_of_encrypting(url, port, ssl, tls):
    made = mail(url, "dut-diem@coquan.example", FOLDER)
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"], made["EMAIL_USE_SSL"], made["EMAIL_USE_TLS"]) == (
        "mail.example",
        port,
        ssl,
        tls,
    )
    assert made["DEFAULT_FROM_EMAIL"] == "dut-diem@coquan.example"


def test_name_and_password_may_hold_any_sign():
    made = mail("smtp://nhac%40viec:m%3At@mail.example", None, FOLDER)
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("nhac@viec", "m:t")


def test_the_console_is_for_trying_out():
    assert mail("console:", None, FOLDER)["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize("url", ["http://mail.example", "smtp:", "mail.example"])
def test_anything_else_is_refused_without_repeating_it(url):
    with pytest.raises(ValueError, match="DUTDIEM_SMTP: viết smtp://"):
        mail(url, None, FOLDER)
