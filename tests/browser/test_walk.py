"""The way a staff officer walks: overview, plan, task, document, figures down to the commune, the trace."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_walk_from_the_overview_to_the_trace_of_a_figure(visit, country):
    seen = visit()
    page = seen.page
    assert page.title() == "Tổng quan · Dứt Điểm"
    assert page.locator("#chu-yeu .rows tbody tr").count() >= 1, "the key indicators follow the page"
    assert page.locator("#bao-cao-so-lieu").count() == 1

    page.click(".menu >> text=Kế hoạch")
    page.click(f"[aria-controls='b{country.group.pk}']")
    page.wait_for_selector(f"#b{country.group.pk} .node")
    page.click("text=Lập đề án kinh phí")
    assert page.locator("mark").inner_text() == "Cục Kế hoạch và tài chính lập đề án kinh phí"

    page.click(f"a[href^='/van-ban/{country.document.pk}/?at=']")
    assert page.locator(".text .k-at").first.is_visible()
    page.wait_for_load_state()  # the script that lights up a sentence comes last
    page.click("[data-show]")
    page.wait_for_selector(".lit")

    page.click(".menu >> text=Số liệu")
    page.click(".rows >> text=Tỷ lệ điều tra, khám phá tội phạm")
    page.wait_for_selector(".chart canvas")
    page.click(".rows >> text=Công an thành phố Hải Phòng")
    page.click(".rows >> text=Công an phường Hồng Lê")
    page.click(".tile a")
    assert "Nguồn số liệu" in page.title()
    assert page.locator("text=Báo cáo gốc").first.is_visible()
    assert seen.faults == []


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_is_wider_than_the_window_or_says_anything_in_the_console(visit, country, width):
    seen = visit(width)
    for address in addresses(country):
        assert seen.open(address).status == 200, address
        assert seen.overflow() <= 0, f"{address} at {width}"
    assert seen.faults == []


def test_a_hostile_document_is_shown_and_does_nothing(visit, country):
    seen = visit()
    for address in ("/", "/van-ban/", f"/van-ban/{country.document.pk}/", f"/ke-hoach/{country.task.pk}/"):
        seen.open(address)
        assert seen.page.title().endswith("Dứt Điểm")
        assert seen.page.locator("img[src=x]").count() == 0
    seen.open(f"/van-ban/{country.document.pk}/")
    assert "<script>document.title=" in seen.page.inner_text(".text")
    assert seen.faults == []


def test_a_proposal_is_decided_beside_the_text(visit, country):
    seen = visit()
    seen.open(f"/van-ban/{country.document.pk}/")
    seen.page.click(f"#g{country.proposal.pk} button[value='reject']")
    seen.page.wait_for_selector(f"#g{country.proposal.pk}.is-rejected")
    assert seen.faults == []


def test_a_branch_opens_closes_and_opens_without_asking_twice(visit, country):
    seen = visit()
    asked = []
    seen.page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/nhanh/") else None)
    seen.open("/ke-hoach/")
    turn, branch = f"[aria-controls='b{country.group.pk}']", f"#b{country.group.pk}"
    seen.page.click(turn)
    seen.page.wait_for_selector(f"{branch} .node")
    seen.page.click(turn)
    assert seen.page.locator(branch).is_hidden()
    assert seen.page.get_attribute(turn, "aria-expanded") == "false"
    seen.page.click(turn)
    assert seen.page.locator(branch).is_visible()
    assert len(asked) == 1
    assert seen.faults == []


def test_everything_can_be_read_without_javascript(visit, country):
    seen = visit(script=False)
    page = seen.page
    page.click("text=Xem các chỉ tiêu chủ yếu")
    assert "Tỷ lệ điều tra, khám phá tội phạm" in page.inner_text("main")
    seen.open("/ke-hoach/")
    page.click(f"[aria-controls='b{country.group.pk}']")
    assert page.url.endswith(f"?below={country.group.pk}")
    page.click("text=Lập đề án kinh phí")
    assert "quá hạn 20 ngày" in page.inner_text("main")
    seen.open(f"/van-ban/{country.document.pk}/")
    page.click(f"#g{country.proposal.pk} button[value='reject']")
    assert page.url.endswith(f"#g{country.proposal.pk}")
    assert page.locator(f"#g{country.proposal.pk}.is-rejected").count() == 1


def test_kinds_of_findings_are_switched_off_and_on(visit, country):
    seen = visit()
    seen.open(f"/van-ban/{country.document.pk}/")
    tint = "() => getComputedStyle(document.querySelector('.text .k-directive')).backgroundColor"
    before = seen.page.evaluate(tint)
    seen.page.click("label[for='k-directive']")
    assert seen.page.evaluate(tint) == "rgba(0, 0, 0, 0)" != before
    seen.page.click("label[for='k-directive']")
    assert seen.page.evaluate(tint) == before


def test_the_first_tab_leads_past_the_menu(visit, country):
    seen = visit()
    seen.open("/ke-hoach/")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("() => document.activeElement.className") == "skip"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("() => document.activeElement.id") == "content"


def test_the_language_is_switched_from_the_menu(visit, country):
    seen = visit()
    seen.page.click(".me > summary")
    seen.page.click("button[value='en']")
    seen.settle()
    assert seen.page.get_attribute("html", "lang") == "en"
    assert seen.page.title() == "Overview · Dứt Điểm"
    assert seen.faults == []


def addresses(country):
    task, document = country.task.pk, country.document.pk
    return [
        "/",
        "/ke-hoach/",
        "/ke-hoach/?time=overdue",
        f"/ke-hoach/{task}/",
        f"/ke-hoach/{country.group.pk}/",
        "/van-ban/",
        f"/van-ban/{document}/",
        f"/van-ban/{document}/?at=5-49#at",
        "/so-lieu/?unit=BCA&period=2025-08",
        "/so-lieu/?unit=BCA&period=2025-06&measure=clear_up_rate",
        "/so-lieu/nguon/?unit=BCA&period=2025-06&measure=clear_up_rate",
        "/so-lieu/bao-cao/?unit=BCA",
        "/bao-cao-so-lieu/",
        "/bao-cao-so-lieu/?unit=C3",
        "/bao-cao-so-lieu/monthly/2025-08/C3/",
        "/bao-cao-so-lieu/monthly/2025-09/C3/",
        "/don-vi/BCA/",
        "/don-vi/T31A/",
        "/don-vi/T30/",
        "/bao-cao/",
        "/don-doc/",
        "/don-doc/?what=petition&state=all",
        "/don-doc/neu/",
        f"/don-doc/neu/?task={task}",
        f"/don-doc/vuong-mac/{country.obstacle.pk}/",
        "/don-doc/thoi-gian/",
        "/don-doc/tin-hieu/",
        "/don-doc/cong-van/",
        "/don-doc/kiem-tra/",
        "/don-doc/kiem-tra/phat-hien/",
        "/don-doc/ket-luan-hop/",
        "/don-doc/thong-bao/",
    ]


def test_words_without_a_break_stay_within_the_page(visit, country):
    from dutdiem.documents.models import Document, Proposal
    from dutdiem.plans.models import Task

    document, task, long = country.document.pk, country.task.pk, "a" * 300
    named = {"title": f"Giao {long}"[:250], "symbol": "", "file_name": f"{long[:100]}.docx", "issuer": long[:120]}
    Document.objects.filter(pk=document).update(text=f"Giao {long}\n{long}", **named)
    facts = {"title": long, "lead": long, "coordinating": [long], "deliverable": long, "due_text": long, "sentence": [0, 300]}
    Proposal.objects.filter(pk=country.proposal.pk).update(facts=facts)
    Task.objects.filter(pk=task).update(title=f"Giao {long}", lead_text=long, due_text=long, deliverable=long, start=5, end=305)
    seen = visit(390)
    for address in (f"/van-ban/{document}/", f"/van-ban/{document}/het-hieu-luc/", f"/ke-hoach/{task}/", "/", "/viec-cua-toi/"):
        seen.open(address)
        assert seen.overflow() <= 0, address
