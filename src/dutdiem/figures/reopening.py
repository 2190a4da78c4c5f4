"""`dutdiem figures reopen`."""

from datetime import date

import click

from dutdiem.catalogue.queries import forms
from dutdiem.collection.actions import reopen as open_again
from dutdiem.collection.models import Submission
from dutdiem.kit.errors import NotFound
from dutdiem.kit.terminal import Session


@click.command()
@click.option("--form", "form", required=True, help="Mã biểu mẫu.")
@click.option("--period", required=True, help="Kỳ báo cáo.")
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--reason", required=True, help="Lý do mở lại; đơn vị sẽ thấy.")
@click.pass_obj
def reopen(session: Session, form: str, period: str, unit: str, reason: str) -> None:
    """Mở lại báo cáo đã chốt để đơn vị gửi bản sửa."""
    known = forms(session.actor, date.today()).filter(code=form)
    found = Submission.objects.filter(form__in=known, period=period, unit__code=unit, latest=True).first()
    if found is None:
        raise NotFound(f"Đơn vị {unit} chưa có báo cáo {form} kỳ {period}; xem lại mã và kỳ.")
    open_again(session.actor, found, reason)
    click.echo(f"Đã mở lại báo cáo {form} kỳ {period} của đơn vị {unit}; đơn vị gửi được bản sửa.")
