"""A country's plan for measuring: 11,000 units, 3,000 accounts, 100,000 tasks, always the same ones, straight into the database.

    DUTDIEM_HOME=/somewhere python bench/web/filled.py [--tasks 100000]

`sessions.json` in the home then has a signed-in session for each of the accounts.
"""

# ruff: noqa: E402 (Django is set up before its records can be imported)
import argparse
import json
import os
import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutdiem.site.settings")

import django

from dutdiem.kit.home import home_path, make_home

make_home(home_path())  # the sessions below are signed with the home's own key
django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from dutdiem.access.models import RoleGrant, User
from dutdiem.documents.models import Document
from dutdiem.kit.bulk import insert
from dutdiem.kit.folding import fold
from dutdiem.oversight.models import Obstacle
from dutdiem.plans.models import Coordination, Dependency, ProgressReport, Task
from dutdiem.units.models import Unit, UnitVersion

DEPARTMENTS, PROVINCES, COMMUNES = 60, 34, 321
VERBS = "Xây dựng;Triển khai;Hoàn thiện;Rà soát;Tổ chức;Kiểm tra;Báo cáo;Sơ kết;Đào tạo;Chuyển đổi".split(";")
THINGS = """đề án chuyển đổi số;quy trình nghiệp vụ;cơ sở dữ liệu dùng chung;trụ sở làm việc công an cấp xã;trung tâm chỉ huy;
kế hoạch cải cách hành chính;chương trình bồi dưỡng cán bộ;phương tiện phòng cháy, chữa cháy;hệ thống báo cáo;
phong trào thi đua""".replace("\n", "").split(";")
WHERE = """tại các đơn vị;theo Nghị quyết;giai đoạn 2025-2030;gắn với mô hình hai cấp;đúng tiến độ;bảo đảm kinh phí;trong năm;
ở cơ sở""".replace("\n", "").split(";")
SHARES = {"not_started": 25, "in_progress": 35, "waiting": 4, "returned": 2, "done": 30, "suspended": 2, "cancelled": 2}
STATES = [state for state, share in SHARES.items() for _ in range(share)]


class Filling:
    """Everything is drawn from one seeded source, so that two fillings are the same."""

    def __init__(self, today: date) -> None:
        self.random, self.today = random.Random(12), today
        self.units: dict[str, Unit] = {}
        self.communes: dict[str, list[Unit]] = {}

    def title(self, number: int) -> str:
        """A title of some twenty syllables; every one is different."""
        draw = self.random.choice
        return f"{draw(VERBS)} {draw(THINGS)} {draw(WHERE)}, {draw(VERBS).lower()} {draw(THINGS)} {draw(WHERE)} (việc {number})"

    def make_units(self) -> None:
        """A ministry, its departments and provinces, and the communes of each province."""
        codes = [("BCA", "Bộ Công an", "ministry", "")]
        codes += [(f"H{n:02d}", f"Cục nghiệp vụ số {n}", "department", "BCA") for n in range(1, DEPARTMENTS + 1)]
        codes += [(f"T{n:02d}", f"Công an tỉnh số {n}", "province", "BCA") for n in range(1, PROVINCES + 1)]
        codes += [
            (f"X{p:02d}{n:03d}", f"Công an xã số {n} tỉnh số {p}", "commune", f"T{p:02d}")
            for p in range(1, PROVINCES + 1)
            for n in range(1, COMMUNES + 1)
        ]
        made = [Unit(code=code) for code, *_ in codes]
        insert(Unit, made)
        self.units = {unit.code: unit for unit in made}
        paths: dict[str, str] = {"": ""}
        versions = []
        for code, name, level, parent in codes:
            paths[code] = f"{paths[parent]}/{code}".lstrip("/")
            above = self.units.get(parent)
            facts = {"parent": above, "path": paths[code], "level": level, "valid_from": date(2020, 1, 1), "folded": fold(name)}
            versions.append(UnitVersion(unit=self.units[code], name=name, **facts))
            if level == "commune":
                self.communes.setdefault(parent, []).append(self.units[code])
        insert(UnitVersion, versions)

    def make_accounts(self, number: int = 3000) -> None:
        """A hundred at the ministry and its departments, a fifth in the provinces, the rest in the communes."""
        password = make_password("đo-lường-1")
        accounts = [User(username=f"u{n:04d}", name=f"Cán bộ số {n}", password=password) for n in range(number)]
        insert(User, accounts)
        top = [self.units["BCA"], *(unit for code, unit in self.units.items() if code.startswith("H"))]
        provinces = [unit for code, unit in self.units.items() if code.startswith("T")]
        communes = [unit for units in self.communes.values() for unit in units]
        places = [top[0] if n < 40 else self.random.choice(top[1:]) for n in range(100)]
        places += [self.random.choice(provinces) for _ in range(600)] + [self.random.choice(communes) for _ in range(number - 700)]
        roles = ["staff", "leader", "reporter"]
        grants = [RoleGrant(user=user, unit=unit, role=roles[user.pk % 3]) for user, unit in zip(accounts, places, strict=True)]
        insert(RoleGrant, grants)
        self.accounts = list(zip(accounts, places, strict=True))

    def make_documents(self, number: int = 200) -> list[Document]:
        """Documents with a few sentences each."""
        now = timezone.now()
        made = [
            Document(
                symbol=f"{n}-KH/BCA",
                title=f"Kế hoạch số {n}",
                issuer="Bộ Công an",
                date=self.today - timedelta(days=n),
                text=f"Văn bản số {n}. " * 40,
                sha256=f"{n:064d}",
                size=1000,
                file_name=f"{n}.docx",
                added_at=now,
                added_by="đo",
            )
            for n in range(number)
        ]
        insert(Document, made)
        return made

    def task(self, number: int, kind: str, path: str, **facts: object) -> Task:
        """One task with days, a state and a percent that go together."""
        start = self.today + timedelta(days=self.random.randint(-500, 200))
        deadline = start + timedelta(days=self.random.randint(10, 300)) if self.random.random() < 0.95 else None
        state = self.random.choice(STATES)
        handed = None
        if state in ("done", "waiting"):
            handed = min((deadline or start) + timedelta(days=self.random.randint(-30, 20)), self.today)
        percent = 100 if handed else 0 if state == "not_started" else self.random.randint(5, 95)
        title = facts.pop("title", None) or self.title(number)
        made = {"state": state, "starts_on": start, "deadline": deadline, "first_deadline": deadline, "handed_in_on": handed}
        return Task(kind=kind, path=path, title=str(title), percent=percent, deliverable="Báo cáo kết quả", **made | facts)

    def make_tasks(self, number: int) -> list[Task]:
        """Objectives and groups of the ministry; half of all tasks fan out to the provinces, which break theirs down."""
        ministry, departments = self.units["BCA"], [self.units[f"H{n:02d}"] for n in range(1, DEPARTMENTS + 1)]
        papers, made = self.make_documents(), []
        tops = [self.task(n, "objective", f"{n + 1:04d}", owner=ministry, lead=ministry) for n in range(20)]
        groups = [
            self.task(n, "group", f"{top.path}/{n + 1:04d}", owner=ministry, lead=ministry, parent=top)
            for top in tops
            for n in range(10)
        ]
        insert(Task, tops)
        insert(Task, groups)
        own = self._below(
            groups,
            number // 66,
            "task",
            lambda _, n: {"owner": ministry, "lead": self.random.choice(departments), "document": papers[n % len(papers)]},
        )
        shared = [task for task in own if self.random.random() < 0.97]
        parts = [
            self.task(
                n,
                "subtask",
                f"{task.path}/{n:04d}",
                owner=ministry,
                lead=self.units[f"T{n:02d}"],
                parent=task,
                title=task.title,
                document=task.document,
            )
            for task in shared
            for n in range(1, PROVINCES + 1)
        ]
        insert(Task, parts)
        made = [*tops, *groups, *own, *parts]
        made += self._below(parts, number - len(made), "task", self._of_province)
        return made

    def _of_province(self, part: Task, _number: int) -> dict[str, object]:
        province = part.lead
        return {"owner": province, "lead": self.random.choice(self.communes[province.code])}

    def _below(self, parents: list[Task], number: int, kind: str, facts: object) -> list[Task]:
        counts: dict[int, int] = {}
        made = []
        for n in range(number):
            parent = parents[n % len(parents)]
            counts[parent.pk] = counts.get(parent.pk, 0) + 1
            made.append(self.task(n, kind, f"{parent.path}/{counts[parent.pk]:04d}", parent=parent, **facts(parent, n)))  # type: ignore[operator]
        insert(Task, made)
        return made

    def make_rest(self, tasks: list[Task]) -> None:
        """Helpers, reports, obstacles and dependencies."""
        work = [task for task in tasks if task.kind in ("task", "subtask")]
        units = list(self.units.values())
        pairs = {(task.pk, self.random.choice(units[:95]).pk) for task in self.random.sample(work, min(60_000, len(work) // 2))}
        insert(Coordination, [Coordination(task_id=task, unit_id=unit) for task, unit in sorted(pairs)])
        reported = self.random.sample(work, min(60_000, len(work) // 2))
        said = [(task, self.today - timedelta(days=self.random.randint(0, 200))) for task in reported]
        insert(
            ProgressReport,
            [ProgressReport(task=t, unit=t.lead, on=day, percent=t.percent, says="Đang thực hiện.") for t, day in said],
        )
        kinds = Obstacle.Kind.values
        blocked = self.random.sample(work, min(3000, len(work) // 10))
        insert(Obstacle, [self._obstacle(task, kinds[n % len(kinds)]) for n, task in enumerate(blocked)])
        chains = sorted((t for t in work if t.kind == "task" and t.owner_id == self.units["BCA"].pk), key=lambda t: t.path)
        edges = [(later, before) for before, later in pairwise(chains) if before.parent_id == later.parent_id]
        insert(Dependency, [Dependency(task=later, after=before) for later, before in edges])

    def _obstacle(self, task: Task, kind: str) -> Obstacle:
        day = self.today - timedelta(days=self.random.randint(1, 300))
        return Obstacle(
            task=task, unit=task.lead, addressed_to=self.units["BCA"], title=f"Vướng mắc ở việc {task.pk}", raised_on=day, kind=kind
        )

    def sessions(self) -> list[dict[str, object]]:
        """A signed-in session of each account."""
        made = []
        for user, unit in self.accounts:
            store = SessionStore()
            store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
            store[HASH_SESSION_KEY] = user.get_session_auth_hash()
            store.create()
            made.append({"cookie": store.session_key, "unit": unit.code})
        return made


def main() -> None:
    """Fill an empty home."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tasks", type=int, default=100_000)
    number = asked.parse_args().tasks
    call_command("migrate", verbosity=0)
    filling = Filling(timezone.localdate())
    with transaction.atomic():
        filling.make_units()
        filling.make_accounts()
        tasks = filling.make_tasks(number)
        filling.make_rest(tasks)
        sessions = filling.sessions()
    branches = [task.pk for task in tasks if task.kind in ("group", "objective")]
    told = {"sessions": sessions, "branches": branches, "units": sorted(filling.units)}
    (Path(settings.HOME) / "sessions.json").write_text(json.dumps(told), "utf-8")
    print(f"{len(filling.units)} units, {len(filling.accounts)} accounts, {len(tasks)} tasks")


if __name__ == "__main__":
    main()
