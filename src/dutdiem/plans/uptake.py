"""From accepted proposals to tasks: the cascade resolution > plan > task group > scheme or task > one child for each unit meant."""

from collections.abc import Iterator, Sequence
from datetime import date

from dutdiem.documents.models import Citation, Document, Proposal
from dutdiem.documents.queries import Meant, path_of
from dutdiem.documents.rules import heading
from dutdiem.plans.foresight import Foreseen, foresee
from dutdiem.plans.models import Coordination, Task
from dutdiem.plans.percents import settle
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import Writing
from dutdiem.units.models import Unit, UnitVersion


def take(writing: Writing, proposals: Sequence[Proposal], day: date) -> int:
    """Make the tasks of accepted proposals, as of a day; the number made, roots and children included."""
    return sum(
        _Uptake(writing, day, document).take([p for p in proposals if p.document_id == document.pk])
        for document in dict.fromkeys(p.document for p in proposals)
    )


class _Uptake:
    """One document's proposals on their way into the plan."""

    def __init__(self, writing: Writing, day: date, document: Document) -> None:
        self.writing, self.day, self.document = writing, day, document
        self.named, self.places, self.made = Meant(document, day), Places(), 0
        self.issuer = self.named.issuer
        self.line = _codes_of_line(document, day)
        self.groups: dict[str, Task] = {}
        self.touched: dict[int, Task] = {}

    def take(self, proposals: Sequence[Proposal]) -> int:
        root = self._root()
        for seen in foresee(self.document, proposals, self.named, self.day):
            self._task(seen, self._parent(root, seen.proposal.facts.get("group") or ""))
        settle(self.writing, below=self.touched.values())
        return self.made

    def _root(self) -> Task:
        """The task that stands for the whole document, below that of the document it carries out."""
        return self._standing_for(self.document) or self._made_for(self.document)

    def _made_for(self, document: Document) -> Task:
        issuer = self.issuer if document.pk == self.document.pk else self.named.speaks_for(document)
        root = Task(
            kind=Task.Kind.OBJECTIVE,
            title=heading(document.symbol, document.title, document.file_name),
            lead_id=issuer,
            lead_text=document.issuer,
            document=document,
            owner_id=document.owner_id or issuer,
            internal=document.internal,
        )
        return self._save(root, self._above(document))

    def _above(self, document: Document) -> Task | None:
        """The task of the document that this one carries out. A unit's own document hangs below what those above it have planned
        and adds nothing to their plans: where they have not taken theirs up, it stands at the top."""
        for above in _carried_out(document):
            found = self._standing_for(above) if self._binds(above.owner) else None
            if found and (self.document.owner is None or self._binds(found.owner)):
                return found
            if found is None and above.owner_id == self.document.owner_id:
                return self._made_for(above)
        return None

    def _binds(self, owner: Unit | None) -> bool:
        """Whether what belongs to this unit is above what belongs to the document's."""
        return owner is None or owner.code in self.line

    def _standing_for(self, document: Document) -> Task | None:
        return Task.objects.filter(document=document, kind=Task.Kind.OBJECTIVE, proposal=None).select_related("owner").first()

    def _parent(self, root: Task, group: str) -> Task:
        if not group:
            return root
        if group not in self.groups:
            known = Task.objects.filter(parent=root, kind=Task.Kind.GROUP, title=group).first()
            made = known or self._save(
                Task(
                    kind=Task.Kind.GROUP,
                    title=group,
                    owner_id=root.owner_id,
                    lead_id=root.lead_id,
                    lead_text=root.lead_text,
                    document=self.document,
                    internal=self.document.internal,
                ),
                root,
            )
            self.groups[group] = made
        return self.groups[group]

    def _task(self, seen: Foreseen, parent: Task) -> None:
        facts = seen.proposal.facts
        task = Task(
            kind=seen.kind,
            title=seen.title,
            lead_id=seen.lead,
            lead_text=seen.lead_text[:500],
            coordinating_text="; ".join(facts.get("coordinating") or ()),
            deliverable=facts.get("deliverable") or "",
            owner_id=parent.owner_id,
            internal=self.document.internal,
            deadline=seen.deadline,
            first_deadline=seen.deadline,
            recurrence=seen.recurrence,
            due_text=(facts.get("due_text") or "")[:300],
            document=self.document,
            proposal=seen.proposal,
            start=seen.proposal.start,
            end=seen.proposal.end,
        )
        self._save(task, parent)
        self.writing.make_all(Coordination, [Coordination(task=task, unit_id=key) for key in seen.helpers])
        if seen.parts:
            self._fan_out(task, seen.parts)

    def _fan_out(self, task: Task, meant: Sequence[UnitVersion]) -> None:
        children = [
            Task(
                kind=Task.Kind.SUBTASK,
                title=task.title,
                parent=task,
                path=self.places.next_below(task),
                lead_id=version.unit_id,
                lead_text=version.name,
                deliverable=task.deliverable,
                deadline=task.deadline,
                first_deadline=task.deadline,
                owner_id=task.owner_id,
                internal=task.internal,
                recurrence=task.recurrence,
                assigned_on=self.day,
                due_text=task.due_text,
                document=task.document,
                proposal=task.proposal,
                start=task.start,
                end=task.end,
            )
            for version in meant
        ]
        self.writing.make_all(Task, children)
        self.made += len(children)

    def _save(self, task: Task, parent: Task | None) -> Task:
        task.parent, task.path, task.assigned_on = parent, self.places.next_below(parent), self.day
        self.made += 1
        if parent:
            self.touched[parent.pk] = parent
        return self.writing.make(task)


def _codes_of_line(document: Document, day: date) -> frozenset[str]:
    """The codes of the unit whose document it is and of those above it."""
    return frozenset(path_of(document.owner, day).split("/")) if document.owner else frozenset()


def _carried_out(document: Document) -> Iterator[Document]:
    """The registered documents that this one may carry out: those that it cites of those issued before it, in their order."""
    cited = Citation.objects.filter(document=document).exclude(cited=None).select_related("cited__owner").order_by("start")
    earlier = (c.cited for c in cited if c.cited and (not document.date or not c.cited.date or c.cited.date <= document.date))
    return (above for above in earlier if _carried_out_by(above, document))


def _carried_out_by(above: Document, document: Document) -> bool:
    """Two documents that name each other must not each stand above the other."""
    return above.pk != document.pk and not Citation.objects.filter(document=above, cited=document).exists()
