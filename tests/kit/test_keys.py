"""Numbers of records as they are sent."""

import pytest

from dutdiem.kit.keys import NOBODYS, key_of, keys_of

HUGE = "9" * 20


@pytest.mark.parametrize(
    ("written", "key"), [("7", 7), ("", None), ("²", None), ("-1", None), ("a7", None), (HUGE, NOBODYS), ("1" * 5000, NOBODYS)]
)
def test_a_number_too_long_for_a_key_is_a_key_that_nothing_has(written, key):
    assert key_of(written) == key


def test_what_is_no_number_is_left_out():
    assert keys_of(["1", "x", HUGE, "2"]) == [1, NOBODYS, 2]


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/goi-y/", {"chosen": HUGE, "decision": "accept"}),
        (f"/goi-y/{HUGE}/", {"decision": "accept"}),
        ("/ke-hoach/doi-hang-loat/", {"key": HUGE}),
        (f"/van-ban/{HUGE}/xem-truoc/", {"chosen": "1"}),
    ],
)
def test_what_is_sent_for_a_number_too_long_is_not_found(sign_in, tree, address, sent):
    assert sign_in("BCA").post(address, sent).status_code == 404


def test_a_list_narrowed_by_a_number_too_long_is_empty_and_a_branch_is_not_found(sign_in, tree):
    client = sign_in("BCA")
    assert client.get(f"/nhiem-vu/?document={HUGE}").status_code == 200
    assert client.get(f"/nhiem-vu/?below={HUGE}").status_code == 404


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        ("/bao-cao-so-lieu/duyet/", {"one": HUGE}, "Chưa chọn báo cáo nào"),
        ("/ke-hoach/hoan-lai/", {"step": HUGE}, "Không có"),
        ("/ke-hoach/trung-lap/", {"kept": HUGE, "other": "1"}, "Không có nhiệm vụ số"),
        ("/don-doc/nhac/", {"act": "read", "key": HUGE}, ""),
    ],
)
def test_the_sentence_of_the_page_is_said_for_a_number_too_long(sign_in, tree, address, sent, says):
    answer = sign_in("BCA").post(address, sent, follow=True)
    assert answer.status_code < 500
    assert says in answer.content.decode()
