"""`dutdiem tidy`: old versions of the mart are let go, but for those that a review was computed from."""

import click

from dutdiem.figures import actions
from dutdiem.reviews import queries


@click.command()
def tidy() -> None:
    """Dọn các tệp của kho số liệu mà không phiên bản gần đây nào và không báo cáo nào còn dùng."""
    gone = actions.tidy(queries.relied_on())
    click.echo(f"Đã xóa {gone} tệp." if gone else "Không có gì phải dọn.")
