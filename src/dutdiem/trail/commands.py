"""`dutdiem trail verify`."""

import sys

import click

from dutdiem.trail import queries


@click.group()
def trail() -> None:
    """Nhật ký: bằng chứng rằng không có gì bị sửa lặng lẽ."""


@trail.command()
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def verify(as_json: bool) -> None:
    """Tính lại chuỗi niêm phong và đối chiếu từng bản ghi với nhật ký."""
    from dutdiem.kit.terminal import print_json

    outcome = queries.verify()
    if as_json:
        found = [{"where": f.where, "says": f.says} for f in outcome.findings]
        print_json({"entries": outcome.entries, "records": outcome.records, "head": outcome.head, "findings": found})
    else:
        for finding in outcome.findings:
            click.echo(f"{finding.where}: {finding.says}", err=True)
        click.echo(f"Đã kiểm {outcome.entries} nhật ký và {outcome.records} bản ghi; mắt xích cuối {outcome.head[:16]}…")
        click.echo("Không có gì bị sửa ngoài hệ thống." if not outcome.findings else f"{len(outcome.findings)} điểm không khớp.")
    sys.exit(1 if outcome.findings else 0)
