"""Reminders: recorded once, to whom they belong, one mail a person a day, nothing lost where a run is cut short."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from dutdiem.access.models import Deputy, User
from dutdiem.authority import Refused
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, decide, reopen, submit
from dutdiem.collection.models import Submission
from dutdiem.oversight import actions
from dutdiem.oversight.actions import sending
from dutdiem.oversight.digests import mail_of
from dutdiem.oversight.models import Digest, Notice, Petition, Sending
from dutdiem.trail.actions import seal
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 9, 8)
FRIDAY = date(2025, 9, 12)


def unit(code):
    return Unit.objects.get(code=code)


class Cut(BaseException):
    """The power goes."""


@pytest.fixture
def late(work, account):
    """A task of a ward, overdue by three days on MONDAY; who works, leads, and stands above."""
    account("lam", "C3", "reporter")
    account("truong", "C3", "leader")
    account("giam-doc", "T31A", "leader")
    return work("Rà soát địa bàn", "C3", deadline=date(2025, 9, 5))


def heard():
    return set(Notice.objects.values_list("account__username", "role"))


def test_the_worker_and_the_head_hear_of_it_and_after_a_week_the_level_above(late, tree):
    actions.remind(tree, MONDAY)
    assert heard() == {("lam", "focal"), ("truong", "head")}
    actions.remind(tree, date(2025, 9, 15))
    assert heard() == {("lam", "focal"), ("truong", "head"), ("giam-doc", "above")}


def test_a_named_focal_point_stands_for_the_unit_and_one_with_two_roles_hears_once(late, tree, account):
    late.focal = account("dau-moi", "C3", "leader")
    late.save()
    actions.remind(tree, MONDAY)
    assert heard() == {("dau-moi", "focal"), ("truong", "head")}


def test_whoever_stands_in_for_somebody_gets_a_copy_while_they_do(late, tree, account):
    today, away, other = date.today(), User.objects.get(username="truong"), account("thay", "T01", "reporter")
    for day in (MONDAY, MONDAY - timedelta(days=1)):  # twice over, as when a time is added to another
        Deputy.objects.create(principal=away, deputy=other, valid_from=day, valid_to=MONDAY)
    Deputy.objects.create(principal=away, deputy=account("chua", "T01", "leader"), valid_from=FRIDAY, valid_to=today)
    Deputy.objects.create(principal=away, deputy=User.objects.get(username="lam"), valid_from=MONDAY, valid_to=MONDAY)
    actions.remind(tree, MONDAY)
    assert heard() == {("lam", "focal"), ("truong", "head"), ("thay", "deputy")}, "who hears anyway hears once"
    assert len(mail.outbox) == 3
    actions.remind(tree, date(2025, 9, 15))
    assert Notice.objects.filter(account=other).count() == 1, "they no longer stand in"


def test_a_deputy_is_told_of_answers_as_well(tree, account):
    away, other = account("lam", "C3", "reporter"), account("thay", "T01", "reporter")
    Deputy.objects.create(principal=away, deputy=other, valid_from=MONDAY, valid_to=MONDAY)
    facts = {"unit": unit("C3"), "addressed_to": unit("BCA"), "raised_on": date(2025, 9, 1), "answered_on": date(2025, 9, 5)}
    Petition.objects.create(title="Xin kinh phí", answer="Có", **facts)
    actions.remind(tree, MONDAY)
    assert heard() == {("lam", "focal"), ("thay", "deputy")}


def test_a_focal_point_who_has_gone_elsewhere_hears_nothing_of_internal_work(tree, work, account):
    account("lam", "C3", "reporter")
    gone, still = account("da-chuyen", "T01", "staff"), account("doi-truong", "C3", "leader")
    within = {"owner": unit("T31A"), "internal": True, "deadline": MONDAY}
    kept = work("Việc kín một", "C3", focal=gone, **within)
    work("Việc kín hai", "C3", focal=still, **within)
    work("Việc mở", "C3", focal=gone, owner=unit("T31A"), deadline=MONDAY)
    actions.remind(tree, MONDAY)
    assert set(Notice.objects.values_list("account__username", "task__title")) == {
        ("lam", "Việc kín một"),
        ("doi-truong", "Việc kín hai"),
        ("da-chuyen", "Việc mở"),
    }
    assert Notice.objects.get(task=kept).account.username == "lam"


def test_a_notice_no_longer_names_a_task_that_has_become_internal_since(tree, late, account, sign_in):
    above = User.objects.get(username="giam-doc")
    Notice.objects.create(account=above, key="một", about="task", task=late, on=MONDAY, due_on=late.deadline, role="above")
    waiting = Digest.objects.create(account=above, on=MONDAY)
    Notice.objects.create(account=above, key="hai", about="task", task=late, on=MONDAY, role="above", digest=waiting)
    type(late).objects.update(owner=unit("C3"), internal=True, title="Nay thành việc kín")
    client = Client()
    client.force_login(above, "django.contrib.auth.backends.ModelBackend")
    for address in ("/don-doc/thong-bao/", "/viec-cua-toi/"):
        page = client.get(address).content.decode()
        assert "Nay thành việc kín" not in page
        assert "Nhiệm vụ nội bộ, không thuộc phạm vi được xem" in page
    assert "Nay thành việc kín" not in mail_of(waiting).body
    type(late).objects.update(internal=False)
    assert "Nay thành việc kín" in mail_of(waiting).body


def test_what_a_unit_hangs_below_its_task_silences_no_reminder_of_it(late, tree, work):
    actions.remind(tree, MONDAY)
    before = Notice.objects.filter(task=late).count()
    Notice.objects.all().delete()
    work("Việc con riêng", "C3", parent=late, owner=unit("C3"), kind="subtask", internal=True)
    actions.remind(tree, MONDAY)
    assert Notice.objects.filter(task=late).count() == before > 0


def test_where_nobody_at_the_unit_has_an_account_the_level_above_hears_at_once(tree, work, account):
    account("giam-doc", "T31A", "leader")
    work("Rà soát địa bàn", "C3", deadline=MONDAY)
    work("Việc của Hà Nội", "C4", deadline=MONDAY)
    done = actions.remind(tree, MONDAY)
    assert heard() == {("giam-doc", "above")}
    assert done.unheard == 1, "nobody at all stands above the other ward"


def test_what_a_unit_keeps_internal_goes_no_higher(tree, work, account):
    account("giam-doc", "T31A", "leader")
    account("truong", "C3", "leader")
    work("Việc nội bộ", "C3", deadline=date(2025, 8, 1), internal=True, owner=unit("C3"))
    actions.remind(tree, MONDAY)
    assert heard() == {("truong", "focal")}


def test_what_is_asked_on_an_internal_task_is_called_to_mind_to_nobody_above_who_is_asked(tree, work, account):
    account("giam-doc", "T31A", "leader")
    account("bo", "BCA", "leader")
    kept = work("Việc nội bộ", "C3", internal=True, owner=unit("T31A"))
    facts = {"unit": unit("C3"), "addressed_to": unit("T31A"), "raised_on": date(2025, 7, 1), "answer_by": date(2025, 8, 1)}
    Petition.objects.create(title="Xin kinh phí", task=kept, **facts)
    actions.remind(tree, MONDAY)
    assert {name for name, _role in heard()} == {"giam-doc"}


@pytest.mark.parametrize("facts", [{"state": "done"}, {"state": "waiting"}, {"state": "suspended"}, {"kind": "objective"}])
def test_nobody_is_reminded_of_what_is_settled_or_waits_for_another(late, tree, facts):
    for name, value in facts.items():
        setattr(late, name, value)
    late.save()
    assert actions.remind(tree, MONDAY).notices == 0


def test_running_it_twice_reminds_once(late, tree):
    first, second = actions.remind(tree, MONDAY), actions.remind(tree, MONDAY)
    assert (first.notices, first.mails.sent) == (2, 2)
    assert (second.notices, second.mails.sent) == (0, 0)
    assert len(mail.outbox) == 2


def test_a_missed_day_is_made_up_for_and_a_day_off_is_quiet(late, tree):
    assert actions.remind(tree, date(2025, 9, 7)).notices == 0
    assert actions.remind(tree, date(2025, 9, 10)).notices == 2, "the day after the deadline went by unused"
    assert actions.remind(tree, FRIDAY).notices == 0, "the next occasion is a week after the first"


def test_a_moved_deadline_is_a_new_occasion(late, tree):
    actions.remind(tree, MONDAY)
    late.deadline = FRIDAY
    late.save()
    actions.remind(tree, MONDAY)
    assert Notice.objects.filter(account__username="lam").count() == 2


def test_a_person_gets_one_mail_a_day_however_much_is_due(late, tree, work):
    for number in range(40):
        work(f"Việc {number}", "C3", deadline=FRIDAY)
    actions.remind(tree, MONDAY)
    (letter,) = [m for m in mail.outbox if m.to == ["lam@coquan.example"]]
    assert "Nhiệm vụ quá hạn: 1" in letter.subject
    assert "Nhiệm vụ sắp đến hạn: 40" in letter.subject
    assert letter.body.count("\n- ") == 31
    assert "và 10 việc khác" in letter.body
    work("Việc đến sau", "C3", deadline=FRIDAY)
    actions.remind(tree, MONDAY)
    assert len([m for m in mail.outbox if m.to == ["lam@coquan.example"]]) == 1, "what comes later goes out with the next mail"
    actions.remind(tree, date(2025, 9, 9))
    letters = [m for m in mail.outbox if m.to == ["lam@coquan.example"]]
    assert len(letters) == 2
    assert "Việc đến sau" in letters[1].body


def test_an_account_without_an_address_is_reminded_in_the_pages_alone(tree, work, account):
    account("lam", "C3", "reporter", email="")
    work("Rà soát địa bàn", "C3", deadline=MONDAY)
    actions.remind(tree, MONDAY)
    assert (Notice.objects.count(), Digest.objects.count(), mail.outbox) == (1, 0, [])


def test_a_closed_account_is_not_reminded(late, tree, account):
    account("cu", "C3", "reporter", is_active=False)
    actions.remind(tree, MONDAY)
    assert not Notice.objects.filter(account__username="cu").exists()


def test_only_an_administrator_of_the_whole_tree_reminds(late, ministry):
    with pytest.raises(Refused):
        actions.remind(ministry, MONDAY)


def test_a_run_cut_short_before_it_has_recorded_leaves_nothing(late, tree, monkeypatch):
    def cut(*_args, **_more):
        raise Cut

    monkeypatch.setattr("dutdiem.oversight.actions.reminding._notice", cut)
    with pytest.raises(Cut):
        actions.remind(tree, MONDAY)
    assert (Notice.objects.count(), Digest.objects.count(), Entry.objects.filter(verb="oversight.remind").count()) == (0, 0, 0)


def test_a_run_cut_short_between_recording_and_sending_loses_and_doubles_nothing(late, tree, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(Cut):
        patch.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(Cut()), raising=False)
        actions.remind(tree, MONDAY)
    assert (Notice.objects.count(), len(mail.outbox)) == (2, 0)
    done = actions.remind(tree, MONDAY)
    assert (done.notices, done.mails.sent, len(mail.outbox)) == (0, 2, 2)


def test_a_mail_cut_off_before_it_was_noted_goes_out_again_after_the_lease_under_the_same_name(late, tree, monkeypatch):
    """At least once: this is the one case of a second copy."""
    with monkeypatch.context() as patch, pytest.raises(Cut):
        patch.setattr(sending, "entry", lambda *_args, **_more: (_ for _ in ()).throw(Cut()))
        actions.remind(tree, MONDAY)
    assert len(mail.outbox) == 1
    taken = Sending.objects.get()
    done = actions.remind(tree, MONDAY)
    assert (done.mails.sent, done.mails.unsent) == (1, 1), "the one that was taken waits for the lease"
    Sending.objects.filter(pk=taken.pk).update(taken_at=timezone.now() - sending.LEASE - timedelta(seconds=1))
    assert actions.remind(tree, MONDAY).mails.sent == 1
    copies = [m for m in mail.outbox if m.to == [taken.digest.account.email]]
    assert len(copies) == 2
    assert copies[0].extra_headers["Message-ID"] == copies[1].extra_headers["Message-ID"]
    assert copies[0].body == copies[1].body
    assert not Sending.objects.exists()


def test_a_server_that_is_away_leaves_the_mails_waiting_and_says_why(late, tree, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(ConnectionRefusedError("từ chối")), raising=False)
        done = actions.remind(tree, MONDAY)
    assert (done.mails.sent, done.mails.unsent, done.mails.fault) == (0, 2, "từ chối")
    work_done = actions.remind(tree, date(2025, 9, 9))
    assert work_done.mails.sent == 2


def test_one_address_that_is_refused_does_not_hold_the_others_back(late, tree, monkeypatch):
    from smtplib import SMTPRecipientsRefused

    send = EmailBackend.send_messages

    def some(self, messages):
        if messages[0].to == ["lam@coquan.example"]:
            raise SMTPRecipientsRefused({"lam@coquan.example": (550, b"unknown")})
        return send(self, messages)

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", some)
        done = actions.remind(tree, MONDAY)
    assert (done.mails.sent, done.mails.unsent) == (1, 1)
    assert "unknown" in Sending.objects.get().fault
    assert actions.remind(tree, MONDAY).mails.sent == 1


def test_two_runs_at_once_do_not_send_a_mail_twice(late, tree):
    actions.remind.__globals__["record"](tree, MONDAY)
    key = Digest.objects.order_by("pk").values_list("pk", flat=True)[0]
    now = timezone.now()
    assert sending.take(key, now)
    assert not sending.take(key, now)


def test_what_waits_for_an_answer_is_called_to_mind_when_it_is_new_and_when_it_is_late(tree, ward, account):
    account("tham-muu", "T31A", "staff")
    account("lam", "C3", "reporter")
    there = {"raised_on": MONDAY, "addressed_to": unit("T31A")}
    asked = actions.raise_obstacle(ward, "Thiếu trụ sở", unit("C3"), kind="premises", **there)
    actions.remind(tree, MONDAY)
    actions.remind(tree, date(2025, 9, 9))
    assert Notice.objects.filter(obstacle=asked, about="answer").count() == 1
    actions.remind(tree, date(2025, 9, 23))
    assert Notice.objects.filter(obstacle=asked, about="answer").count() == 2
    actions.answer(tree, asked, "Đã bố trí", on=date(2025, 9, 24))
    actions.remind(tree, date(2025, 9, 24))
    told = Notice.objects.get(about="answered")
    assert (told.account.username, told.obstacle) == ("lam", asked)


def test_a_mail_is_in_the_language_of_the_account(tree, work, account):
    account("lam", "C3", "reporter", language="en")
    work("Rà soát địa bàn", "C3", deadline=date(2025, 9, 5))
    actions.remind(tree, MONDAY)
    assert "Overdue tasks: 1" in mail.outbox[0].subject


def test_a_notice_is_marked_read_by_its_own_account_alone(late, tree):
    actions.remind(tree, MONDAY)
    mine = Notice.objects.get(account__username="lam")
    other = Notice.objects.get(account__username="truong")
    assert actions.mark_read(tree, mine.account, [mine.pk, other.pk], on=MONDAY) == 1
    mine.refresh_from_db(), other.refresh_from_db()
    assert (mine.read_on, other.read_on) == (MONDAY, None)


@pytest.fixture
def opened_again(catalogue, account, actor):
    """The locked report of a ward for August, opened again with a reason; who reports there, who leads, who stands above."""
    account("lam", "C3", "reporter")
    account("truong", "C3", "leader")
    account("giam-doc", "T31A", "leader")
    submit(actor, ReportForm.objects.get(code="monthly"), "2025-08", [Filled("C3", {"cases": "4"})])
    one = Submission.objects.get()
    for status in ("approved", "locked"):
        decide(actor, one, status)
    reopen(actor, one, "Thiếu số vụ của tổ 3.")
    return one


def test_whoever_reports_hears_once_that_a_locked_report_was_opened_again(opened_again, tree):
    actions.remind(tree, MONDAY)
    actions.remind(tree, FRIDAY)
    assert heard() == {("lam", "focal")}
    assert Notice.objects.get().submission == opened_again
    (letter,) = mail.outbox
    assert letter.subject.startswith("[Dứt Điểm] Báo cáo số liệu được mở lại để sửa: 1")
    assert "- Báo cáo tháng, Tháng 8 năm 2025 (được mở lại để sửa)" in letter.body
    seal()
    assert not [one for one in verify().findings if not one.where.startswith("access.user")], "addresses are the fixture's"


def test_a_report_opened_again_a_second_time_is_a_new_occasion(opened_again, tree, actor):
    actions.remind(tree, MONDAY)
    for status in ("approved", "locked"):
        decide(actor, opened_again, status)
    actions.remind(tree, MONDAY)
    assert Notice.objects.count() == 1
    reopen(actor, opened_again, "Thiếu số vụ của tổ 3.")
    actions.remind(tree, MONDAY)
    assert Notice.objects.count() == 2


def test_what_its_unit_has_corrected_by_then_is_called_to_mind_to_nobody(opened_again, tree, actor):
    submit(actor, opened_again.form, "2025-08", [Filled("C3", {"cases": "5"})])
    assert actions.remind(tree, MONDAY).notices == 0


def test_a_deputy_hears_of_a_report_opened_again_as_well(opened_again, tree, account):
    away, other = User.objects.get(username="lam"), account("thay", "T01", "reporter")
    Deputy.objects.create(principal=away, deputy=other, valid_from=MONDAY, valid_to=MONDAY)
    actions.remind(tree, MONDAY)
    assert heard() == {("lam", "focal"), ("thay", "deputy")}
