"""The pages of documents: marked text, proposals beside it, nothing of an untrusted text taken for markup."""

import re

import pytest

from dutdiem.documents.models import Citation, Proposal
from dutdiem.documents.store import place
from dutdiem.documents.views.marks import Span, blocks

TEXT = "Nghị quyết số 12-NQ/TW\nGiao Văn phòng Bộ chủ trì, xong trước ngày 30/6/2025; đạt trên 40 % số phường."
HOSTILE = '<script>document.title="bị chiếm"</script> & <b onmouseover=x>'


def words(page):
    return re.sub(r"<[^>]+>", "", page)


@pytest.fixture
def document(paper):
    start = TEXT.index("Giao")
    return paper(
        TEXT,
        [
            ("reference", 0, 22, {"symbol": "12-NQ/TW"}),
            ("directive", start, len(TEXT) - 1, {}),
            ("period", TEXT.index("trước"), TEXT.index(";"), {}),
            ("quantity", TEXT.index("trên"), TEXT.index(" số phường"), {}),
        ],
    )


def test_the_text_is_shown_whole_with_each_kind_marked(sign_in, document):
    page = sign_in("BCA").get(f"/van-ban/{document.pk}/").content.decode()
    assert TEXT.split("\n")[1] in words(page)
    assert '<span class="k-directive k-period">trước ngày 30/6/2025</span>' in page
    assert '<span class="k-directive k-quantity">trên 40 %</span>' in page
    for mention in document.mentions.all():
        assert f'<a id="m{mention.pk}"></a>' in page


def test_a_place_in_the_text_is_marked_by_its_address(sign_in, document):
    page = sign_in("BCA").get(f"/van-ban/{document.pk}/?at=0-10").content.decode()
    assert '<a id="at"></a>' in page
    assert '<span class="k-at k-reference">Nghị quyết</span>' in page or '<span class="k-reference k-at">Nghị quyết</span>' in page


@pytest.mark.parametrize("at", ["", "10-5", "5-99999999", "a-b", "<script>", "0-0"])
def test_a_damaged_place_marks_nothing(sign_in, document, at):
    answer = sign_in("BCA").get(f"/van-ban/{document.pk}/", {"at": at})
    assert answer.status_code == 200
    assert 'id="at"' not in answer.content.decode()


def test_a_hostile_document_stays_text(sign_in, paper):
    document = paper(
        HOSTILE, [("directive", 0, 20, {})], title=HOSTILE, issuer=HOSTILE, symbol="", header={"recipients": [HOSTILE]}
    )
    Proposal.objects.create(
        document=document, kind="task", start=0, end=9, facts={"title": HOSTILE, "lead": HOSTILE, "due_text": HOSTILE}
    )
    document.warnings = [{"code": "x", "at": None, "says": HOSTILE}]
    document.tables = [{"start": 0, "end": len(HOSTILE), "columns": {}, "rows": [[HOSTILE]]}]
    document.save()
    client = sign_in("BCA")
    for address in ("/van-ban/", f"/van-ban/{document.pk}/", "/"):
        page = client.get(address).content.decode()
        assert "<script>document" not in page
        assert "<b onmouseover" not in page
        assert "&lt;script&gt;" in page


def test_every_page_forbids_inline_scripts(sign_in, document):
    policy = sign_in("BCA").get(f"/van-ban/{document.pk}/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_the_library_finds_words_without_marks(sign_in, document, paper):
    paper("khác", symbol="99/KH", title="Kế hoạch khác")
    page = sign_in("T01").get("/van-ban/", {"search": "xay dung luc luong"}).content.decode()
    assert "12-NQ/TW" in page
    assert "99/KH" not in page


def test_the_library_is_paged_by_key_without_losing_a_document(sign_in, paper):
    days = [None if number % 7 == 0 else f"2024-01-{number % 27 + 1:02d}" for number in range(120)]
    for number, day in enumerate(days):
        paper("x", symbol=f"{number}/KH", date=day)
    client, address, seen = sign_in("BCA"), "/van-ban/", []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r">(\d+/KH)</a>", page)
        found = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = found[1].replace("&amp;", "&") if found else None
    assert sorted(seen) == sorted(f"{number}/KH" for number in range(120))


@pytest.mark.parametrize("after", ["~", "2024-99-99~1", "x", "-~", "-~x", "2024-01-01"])
def test_a_damaged_page_key_gives_the_first_page(sign_in, document, after):
    assert "12-NQ/TW" in sign_in("BCA").get("/van-ban/", {"after": after}).content.decode()


def test_citations_lead_both_ways(sign_in, document, paper):
    plan = paper("Thực hiện Nghị quyết số 12-NQ/TW", symbol="118-KH/ĐUCA")
    Citation.objects.create(document=plan, cited=document, label="12-NQ/TW", start=10)
    client = sign_in("BCA")
    assert f'href="/van-ban/{document.pk}/">12-NQ/TW' in client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert f"/van-ban/{plan.pk}/?at=10-18#at" in client.get(f"/van-ban/{document.pk}/").content.decode()


def test_the_file_is_saved_under_its_own_name_and_never_shown(sign_in, document):
    kept = place(document.sha256, document.file_name)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"PK")
    answer = sign_in("BCA").get(f"/van-ban/{document.pk}/tep/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_document_that_is_not_there_is_a_plain_sentence(sign_in):
    answer = sign_in("BCA").get("/van-ban/12345/")
    assert answer.status_code == 404
    assert "Không có văn bản số 12345" in answer.content.decode()


def test_a_page_asks_the_database_a_dozen_times_at_most(sign_in, document, django_assert_max_num_queries):
    client = sign_in("T01")
    for number in range(30):
        Proposal.objects.create(document=document, kind="task", start=number, end=number + 9, facts={"title": "x"})
    for address in ("/van-ban/", f"/van-ban/{document.pk}/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_crossing_and_nested_spans_cut_the_text_without_changing_it():
    text = "một hai ba bốn"
    made = blocks(text, [Span(0, 7, "directive", "m1"), Span(4, 10, "period", "m2"), Span(4, 7, "quantity", "m3")], [], [])
    pieces = made[0].pieces
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.classes) for piece in pieces] == [
        ("một ", "k-directive"),
        ("hai", "k-directive k-period k-quantity"),
        (" ba", "k-period"),
        (" bốn", ""),
    ]
    assert pieces[1].anchors == ("m2", "m3")


def test_a_table_is_shown_as_one_where_its_cells_are_in_the_text():
    text = "Phụ lục\nTT\tNhiệm vụ\n1\tBồi dưỡng\nHết"
    start, end = text.index("TT"), text.index("\nHết")
    made = blocks(
        text,
        [Span(text.index("Bồi"), end, "task_row", "")],
        [],
        [{"start": start, "end": end, "rows": [["TT", "Nhiệm vụ"], ["1", "Bồi dưỡng"]]}],
    )
    assert [bool(block.rows) for block in made] == [False, True, False]
    assert made[1].rows[1][1][0].classes == "k-task_row"


def test_a_table_whose_cells_are_not_in_the_text_is_shown_as_lines():
    made = blocks("a\nb", [], [], [{"start": 0, "end": 3, "rows": [["khác"]]}])
    assert [block.pieces[0].text for block in made] == ["a", "b"]
