"""The workbook of a form, to be filled in away from the line."""

from django.http import HttpRequest, HttpResponse

from dutdiem.access.views import viewer
from dutdiem.collection import queries, sheets
from dutdiem.collection.forms import Filling
from dutdiem.kit.periods import named_period

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(request: HttpRequest, form: str, period: str, unit: str) -> HttpResponse:
    """The workbook, with what is kept so far and the period before."""
    who = viewer(request)
    opened = queries.opened(who.actor, who.today, form, period, unit)
    filling = Filling(opened)
    content = sheets.write(opened, opened.form.name, named_period(opened.period), filling.fields(filling.kept(), {}))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{form}-{opened.period.code}-{unit}.xlsx"'
    return answer
