"""The same tasks in a Roundup 2.6 tracker, so that its list can be asked beside ours. Run with Roundup's own Python:

    python -m venv PEER && PEER/bin/pip install roundup==2.6.0
    PEER/bin/python bench/web/peer.py HOME TRACKER
    PEER/bin/roundup-server -p 8770 tasks=TRACKER
    python bench/web/load.py http://127.0.0.1:8770 TRACKER/sessions.json

Its classic template on SQLite, with a deadline, a percentage and the lead unit added to issues and shown in the list, titles folded
as our search folds them, and its detectors (mails, full-text index) left out.
"""

import json
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from roundup import date as roundup_date
from roundup import instance, password

STATES = "not_started in_progress waiting done returned suspended cancelled".split()
FILTERS = [("in_progress", "overdue"), ("not_started", "due"), ("in_progress", "due"), ("done", "overdue")]
WORDS = "chuyen doi so;co so du lieu;kiem tra;tru so;bao cao;boi duong;phong chay;thi dua;quy trinh;viec 777".split(";")
COLUMNS = "id,title,lead,status,percent,deadline"
SCHEMA = """
unit = Class(db, "unit", code=String(), name=String())
unit.setkey("code")
unit.setlabelprop("name")
issue.addprop(deadline=Date(), percent=Integer(), lead=Link("unit"))
db.security.addPermissionToRole("User", "View", "unit")
"""


def make(tracker: Path) -> None:
    """An empty tracker with the columns of a task."""
    admin = [str(Path(sys.executable).parent / "roundup-admin"), "-i", str(tracker)]
    subprocess.run([*admin, "install", "classic", "sqlite"], check=True)
    config = tracker / "config.ini"
    text = config.read_text("utf-8")
    for name, value in {"web": "http://127.0.0.1:8770/tasks/", "domain": "example.org", "host": "localhost"}.items():
        text = text.replace(f"#{name} = NO DEFAULT", f"{name} = {value}")
    config.write_text(text, "utf-8")
    schema = tracker / "schema.py"
    words = schema.read_text("utf-8")
    schema.write_text(words + SCHEMA, "utf-8")
    lines = [f'db.getclass("status").create(name="{state}", order="{n}")' for n, state in enumerate(STATES)]
    (tracker / "initial_data.py").write_text(
        "from roundup import password\n"
        'db.getclass("user").create(username="admin", password=adminpw, roles="Admin", address="a@example.org")\n'
        'db.getclass("user").create(username="anonymous", roles="Anonymous")\n' + "\n".join(lines) + "\n",
        "utf-8",
    )
    for detector in (tracker / "detectors").glob("*.py"):
        detector.unlink()
    _show_columns(tracker / "html" / "issue.index.html")
    subprocess.run([*admin, "initialise", "do-luong"], check=True)


def _show_columns(template: Path) -> None:
    text = template.read_text("utf-8")
    head, cell = '<th tal:condition="request/show/creator"', '<td tal:condition="request/show/creator"'
    heads = "".join(f'<th tal:condition="request/show/{name}">{name}</th>\n' for name in ("lead", "percent", "deadline"))
    show = "".join(
        f'<td tal:condition="request/show/{name}" tal:content="python:i.{name}.plain() or default">&nbsp;</td>\n'
        for name in ("lead", "percent", "deadline")
    )
    template.write_text(text.replace(head, heads + head, 1).replace(cell, show + cell, 1), "utf-8")


def fill(home: Path, tracker: Path) -> None:
    """Units, one account for each of a hundred sessions, and every task, straight into the tracker's tables where they are many."""
    theirs = instance.open(str(tracker)).open("admin")
    ours = sqlite3.connect(home / "dutdiem.sqlite3")
    units = {}
    for key, code, name in ours.execute("SELECT u.id, code, name FROM units_unit u JOIN units_unitversion v ON v.unit_id = u.id"):
        units[key] = theirs.unit.create(code=code, name=name)
    theirs.commit()
    states = {name: theirs.status.lookup(name) for name in STATES}
    rows = ours.execute("SELECT folded, lead_id, state, percent, deadline FROM plans_task ORDER BY path")
    for number, (title, lead, state, percent, deadline) in enumerate(rows):
        due = roundup_date.Date(deadline) if deadline else None
        theirs.issue.create(title=title, lead=units.get(lead), status=states[state], percent=percent, deadline=due)
        if number % 5000 == 4999:
            theirs.commit()
            print(number + 1, flush=True)
    secret = password.Password("do-luong-1", config=theirs.config)
    names = [f"u{number:04d}" for number in range(100)]
    users = [theirs.user.create(username=n, password=secret, roles="User", address=f"{n}@example.org") for n in names]
    theirs.commit()
    _sessions(theirs, tracker, names[: len(users)])
    theirs.close()


def _sessions(theirs: object, tracker: Path, names: list[str]) -> None:
    manager = theirs.getSessionManager()  # type: ignore[attr-defined]
    cookie = "roundup_session_" + "".join(c for c in theirs.config.TRACKER_NAME if c.isalnum())  # type: ignore[attr-defined]
    sessions = []
    for name in names:
        key = manager.getUniqueKey()
        manager.set(key, user=name)
        sessions.append({"cookie": f"{cookie}={key}", "unit": "BCA"})
    manager.commit()
    (tracker / "sessions.json").write_text(json.dumps({"sessions": sessions, "addresses": _addresses()}), "utf-8")


def _addresses() -> list[str]:
    """The list by state, deadline and words, in the order of the deadline or the percentage, fifty rows."""
    today, made = date.today().isoformat(), []
    for state, time in FILTERS:
        for word in WORDS:
            for sort in ("deadline", "-percent"):
                span = f";{today}" if time == "overdue" else f"{today};"
                asked = {"@columns": COLUMNS, "@sort": sort, "@pagesize": 50, "@startwith": 0, "@filter": "status,deadline,title"}
                made.append(
                    "/tasks/issue?" + urlencode(asked | {"status": STATES.index(state) + 1, "deadline": span, "title": word})
                )
    return made


if __name__ == "__main__":
    make(Path(sys.argv[2]))
    fill(Path(sys.argv[1]), Path(sys.argv[2]))
