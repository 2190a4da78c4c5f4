"""The pages of reviews: the list, each figure's trace, the file."""

import re
from datetime import date

import pytest

from dutdiem.authority import operator
from dutdiem.reviews import actions
from dutdiem.reviews.models import Review

HOSTILE = "<script>document.title=1</script>"


@pytest.fixture
def review(catalogue, paper):
    paper("Nghị quyết", type="NQ")
    return actions.write(catalogue, "BCA", "2025", today=date(2026, 1, 31))


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_the_list_finds_a_review_without_marks(sign_in, review):
    page = sign_in("BCA").get("/bao-cao/", {"search": "ket qua nam 2025 bo cong an"})
    assert review.title in page.content.decode()
    assert review.title not in sign_in("BCA", "leader").get("/bao-cao/", {"search": "khong co"}).content.decode()


def test_a_review_shows_each_figure_with_its_ground(sign_in, review):
    page = sign_in("BCA").get(f"/bao-cao/{review.pk}/")
    shown = words(page)
    for line in review.figures[:5]:
        assert line["says"] in shown
    goal = next(line for line in review.figures if line["kind"] == "goal")
    assert goal["says"] in shown


def test_the_figures_are_narrowed_by_kind(sign_in, review):
    page = words(sign_in("BCA").get(f"/bao-cao/{review.pk}/", {"kind": "goal"}))
    assert "Chỉ tiêu được giao: Tỷ lệ điều tra, khám phá tội phạm" in page
    assert "Số nhiệm vụ trong kế hoạch" not in page


def test_the_file_is_the_one_that_was_written(sign_in, review, settings):
    answer = sign_in("BCA").get(f"/bao-cao/{review.pk}/tep/")
    assert b"".join(answer.streaming_content) == (settings.HOME / review.file).read_bytes()
    assert "attachment" in answer["Content-Disposition"]


def test_a_file_that_is_gone_is_said_to_be_gone(sign_in, review, settings):
    (settings.HOME / review.file).unlink()
    assert sign_in("BCA").get(f"/bao-cao/{review.pk}/tep/").status_code == 404


def test_a_province_sees_only_its_own_reviews(sign_in, review):
    own = actions.write(operator("thử"), "T01", "2025", today=date(2026, 1, 31))
    client = sign_in("T01")
    assert client.get(f"/bao-cao/{own.pk}/").status_code == 200
    assert client.get(f"/bao-cao/{review.pk}/").status_code == 404
    assert client.get(f"/bao-cao/{review.pk}/tep/").status_code == 404


def test_what_a_unit_is_called_stays_text(sign_in, review):
    Review.objects.filter(pk=review.pk).update(title=HOSTILE, unit_name=HOSTILE)
    client = sign_in("BCA")
    for address in ("/bao-cao/", f"/bao-cao/{review.pk}/"):
        assert HOSTILE not in client.get(address).content.decode()


def test_a_stranger_is_asked_to_sign_in(client, review):
    assert client.get(f"/bao-cao/{review.pk}/").status_code == 302


def test_a_review_is_written_from_the_page(sign_in, catalogue):
    answer = sign_in("BCA").post("/bao-cao/lap/", {"unit": "T01", "period": "2025"})
    review = Review.objects.get()
    assert answer["Location"] == f"/bao-cao/{review.pk}/"
    assert (review.unit.code, review.created_by) == ("T01", "staff-bca")


def test_what_cannot_be_written_is_said_and_what_was_typed_stays(sign_in, catalogue):
    client = sign_in("BCA")
    page = client.post("/bao-cao/lap/", {"unit": "T99", "period": "2025"}, follow=True).content.decode()
    assert "không có đơn vị “T99”" in page
    assert 'value="T99"' in page
    assert not Review.objects.exists()


def test_a_unit_is_refused_the_review_of_another(sign_in, catalogue):
    page = sign_in("T01").post("/bao-cao/lap/", {"unit": "BCA", "period": "2025"}, follow=True).content.decode()
    assert "không có quyền" in page
    assert not Review.objects.exists()


def test_who_may_not_write_sees_no_form(sign_in, review):
    assert "/bao-cao/lap/" in sign_in("BCA").get("/bao-cao/").content.decode()
    assert "/bao-cao/lap/" not in sign_in("BCA", "auditor").get("/bao-cao/").content.decode()


def test_a_damaged_request_is_a_plain_refusal(sign_in, catalogue):
    client = sign_in("BCA")
    assert client.get("/bao-cao/lap/").status_code == 405
    assert client.post("/bao-cao/lap/").status_code == 302
    assert not Review.objects.exists()
