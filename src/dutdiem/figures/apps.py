"""Django's registration of this stage."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Roll-ups, comparisons, quality and traces of what was collected."""

    name = "dutdiem.figures"
    label = "figures"

    def ready(self) -> None:
        """The mart follows what is submitted; what was chosen goes with its indicator."""
        from dutdiem.figures import choosing, jobs

        jobs.connect()
        choosing.register()
