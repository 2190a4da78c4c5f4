"""Django's registration of this stage."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The cascade from objective to task: lead, coordinators, deadlines, progress."""

    name = "dutdiem.plans"
    label = "plans"

    def ready(self) -> None:
        """Accepted proposals of tasks come here; open tasks follow their units; focal posts are handed over;
        a document's objective is called after it, tasks keep what they are measured by."""
        from dutdiem.documents import acceptance
        from dutdiem.plans import handing, renaming, succession, uptake, uses

        acceptance.register("task", uptake.take)
        succession.register()
        handing.register()
        renaming.register()
        uses.register()
