"""Reading the trail, and proving that nothing was changed silently."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from dutdiem.trail.actions import facts_of, fingerprint
from dutdiem.trail.models import Entry, Item, Recorded, Seal
from dutdiem.trail.rules import START, items_digest, link


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the trail does not explain: where, and what is wrong, in one sentence."""

    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of `trail verify`: how much was held against the chain, and what did not fit."""

    entries: int
    records: int
    head: str
    findings: tuple[Finding, ...]


def verify() -> Verification:
    """Recompute the chain, hold each entry against its items, and each record against its latest item."""
    chain = list(_broken_links())
    items = list(_changed_items())
    counts, records = _records()
    head = Seal.objects.order_by("-position").values_list("hash", flat=True).first() or START
    return Verification(Seal.objects.count(), counts, head, (*chain, *items, *records))


def history(record: Recorded) -> models.QuerySet[Item]:
    """What the trail holds of one record, oldest first."""
    mine = Item.objects.filter(model=record._meta.label_lower, key=str(record.pk))
    return mine.select_related("entry").order_by("pk")


def _broken_links() -> Iterator[Finding]:
    previous, expected = START, 0
    for seal in Seal.objects.order_by("position").select_related("entry").iterator(2_000):
        expected += 1
        if seal.position != expected:
            yield Finding(f"mắt xích {expected}", "Mắt xích này đã bị xóa khỏi chuỗi.")
            expected = seal.position
        if seal.previous != previous or seal.hash != link(previous, seal.position, facts_of(seal.entry)):
            yield Finding(f"mắt xích {seal.position}", f"Nội dung nhật ký “{seal.entry}” đã bị sửa sau khi niêm phong.")
        previous = seal.hash
    for entry in Entry.objects.filter(seal=None):
        yield Finding(f"nhật ký {entry.pk}", f"Nhật ký “{entry}” chưa được niêm phong; chạy lại lệnh sau ít phút.")


def _changed_items() -> Iterator[Finding]:
    for entry in Entry.objects.order_by("pk").iterator(500):
        rows = Item.objects.filter(entry=entry).order_by("pk").values_list("model", "key", "change", "digest")
        if items_digest(rows.iterator(20_000)) != entry.items_digest:
            yield Finding(f"nhật ký {entry.pk}", f"Danh sách bản ghi của nhật ký “{entry}” đã bị sửa.")


def _records() -> tuple[int, list[Finding]]:
    total, findings = 0, []
    for model in recorded_models():
        number, wrong = _held_against_items(model)
        total += number
        findings += wrong
    return total, findings


def recorded_models() -> list[type[Recorded]]:
    """Every model whose records the trail answers for."""
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _held_against_items(model: type[Recorded]) -> tuple[int, list[Finding]]:
    label, number, findings = model._meta.label_lower, 0, []
    rows = Item.objects.filter(model=label).order_by("pk").values_list("key", "change", "digest")
    latest = {key: (change, digest) for key, change, digest in rows.iterator(20_000)}
    for record in model._default_manager.order_by("pk").iterator(5_000):
        number += 1
        change, digest = latest.pop(str(record.pk), (None, ""))
        if change in (None, Item.Change.DELETED):
            findings.append(Finding(f"{label} {record.pk}", "Bản ghi này không có trong nhật ký: đã được thêm ngoài hệ thống."))
        elif digest != fingerprint(record):
            findings.append(Finding(f"{label} {record.pk}", "Nội dung bản ghi khác với nhật ký: đã bị sửa ngoài hệ thống."))
    gone = (key for key, (change, _) in latest.items() if change != Item.Change.DELETED)
    findings += [Finding(f"{label} {key}", "Bản ghi có trong nhật ký nhưng đã bị xóa ngoài hệ thống.") for key in gone]
    return number, findings
