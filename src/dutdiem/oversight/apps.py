"""Django's registration of this stage."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Follow-up: reminders, obstacles, petitions, inspections."""

    name = "dutdiem.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Accepted proposals of its kinds come here; what waits for an answer follows its units; reminding comes up by itself."""
        from dutdiem.documents import acceptance
        from dutdiem.oversight import jobs, succession, uptake  # noqa: F401 (jobs that come up by themselves)

        acceptance.register("obstacle", uptake.take)
        acceptance.register("petition", uptake.take_petitions)
        succession.register()
