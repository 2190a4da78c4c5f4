"""What is done about documents in the background."""

from django_tasks import task

from dutdiem.authority import operator
from dutdiem.documents.models import Document


@task()
def read_again(document: int, name: str) -> dict[str, int]:
    """Read a document again for somebody who was allowed to ask for it; how much is new, changed and gone."""
    from dutdiem.documents import actions

    found = actions.read_again(operator(name), Document.objects.get(pk=document))
    return {"new": len(found.new), "changed": len(found.changed), "gone": len(found.gone)}
