"""Official documents: the file and its reading, its passages, what the reader recognised, and what it proposes."""

from django.db import models
from django.db.models import Q

from dutdiem.kit.folding import FoldedField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Document(Recorded):
    """One issued document with its reading (`dutdiem read --json`, without the text, which stands beside it).

    `owner` is the unit whose document it is here: it drafts, decides and ends; empty for what is above every unit. What is
    `internal` is seen in the owner's subtree and by the units above it. `ended_on` is the first day on which it no longer holds,
    because it expired or `replaced_by` took its place.
    """

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="documents", null=True)
    internal = models.BooleanField(default=False)
    symbol = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=20, blank=True)
    type = models.CharField(max_length=8, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True)
    title = models.CharField(max_length=1000, blank=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    anchor_date = models.DateField(null=True)
    text = models.TextField()
    header = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    tables = models.JSONField(default=list)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)
    ended_on = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, related_name="replaces", null=True)
    read_at = models.DateTimeField(null=True)
    folded = FoldedField("symbol", "title", "issuer", "file_name")

    added_later = frozenset({"read_at", "ended_on", "replaced_by_id", "owner_id", "internal"})

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(internal=False) | Q(owner__isnull=False), name="internal_document_has_an_owner"),
            # Each unit has a file once; whether two units have the same one is nothing that a constraint may tell either of them,
            # nor whether a unit keeps internal what somebody above it registers for it.
            models.UniqueConstraint(fields=["sha256", "owner", "internal"], name="one_document_a_file_and_owner"),
            models.UniqueConstraint(fields=["sha256"], condition=Q(owner=None), name="one_document_a_file_above_all"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title or self.file_name


class Passage(Recorded):
    """An addressable piece of a document: dieu_3.khoan_2.diem_a, muc_II.1, …"""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    key = models.CharField(max_length=120)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    heading = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["document_id", "start", "pk"]

    def __str__(self) -> str:
        return self.key


class Mention(Recorded):
    """Something the reader recognised: `document.text[start:end]`, with its facts as in the reading schema."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["document_id", "start", "pk"]
        indexes = [models.Index(fields=["document", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"


class Citation(Recorded):
    """That one document names another, whether that other one is here or not."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    cited = models.ForeignKey(Document, models.SET_NULL, related_name="cited_by", null=True)
    label = models.CharField(max_length=300)
    mentions = models.PositiveIntegerField(default=1)
    start = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.label


class Proposal(Recorded):
    """A task, target, petition or obstacle that the reader proposes; a person accepts, edits, merges or rejects it.

    `read` holds the reader's own facts where a person has edited them. `change` says what the last reading found different, with
    `other` the facts of the other reading: what stood here before, or what the reader says now where that was not taken over.
    """

    class State(models.TextChoices):
        OPEN = "open", "chờ xử lý"
        ACCEPTED = "accepted", "đã nhận"
        REJECTED = "rejected", "đã bỏ"
        MERGED = "merged", "đã gộp"

    class Change(models.TextChoices):
        NEW = "new", "mới thấy khi đọc lại"
        CHANGED = "changed", "đọc lại thấy khác"
        GONE = "gone", "đọc lại không còn thấy"

    class Kind(models.TextChoices):
        TASK = "task", "nhiệm vụ"
        TARGET = "target", "chỉ tiêu được giao"
        PETITION = "petition", "kiến nghị"
        OBSTACLE = "obstacle", "khó khăn, vướng mắc"

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    into = models.ForeignKey("self", models.SET_NULL, related_name="merged", null=True)
    read = models.JSONField(null=True)
    change = models.CharField(max_length=8, choices=Change, blank=True)
    other = models.JSONField(null=True)

    added_later = frozenset({"into_id", "read", "change", "other"})

    class Meta:
        ordering = ["document_id", "start", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "kind", "start", "end"], name="one_proposal_a_span")]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"
