"""Section V: what follows from the four sections before: late work, targets to come, work that falls due, open questions."""

from dutdiem.reviews.facts import Facts, Result
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.rules import NOT_REACHED, judged
from dutdiem.reviews.sections.printing import Captions, goal_text, shortened
from dutdiem.reviews.sections.tasks import overdue_count, work_table
from dutdiem.writing.content import Block, Inline, Paragraph
from dutdiem.writing.numbers import number

MOST_COMING = 20


def outlook(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    """Numbered orders, each drawn from what the report has shown; then the work that falls due in the next period."""
    blocks: list[Block] = [captions.section("Nhiệm vụ trọng tâm thời gian tới")]
    ledger.place = captions.place
    orders = [*_late(facts, ledger), *_goals(facts, ledger), *_open(facts, ledger)]
    blocks += [Paragraph((f"{at}. ", *order)) for at, order in enumerate(orders, start=1)]
    if facts.coming:
        blocks += _coming(facts, len(orders) + 1, ledger, captions)
    return blocks if len(blocks) > 1 else [*blocks, Paragraph("Tiếp tục thực hiện các nhiệm vụ trong kế hoạch đúng thời hạn.")]


def _late(facts: Facts, ledger: Ledger) -> list[tuple[Inline, ...]]:
    if not facts.overdue:
        return []
    worst = facts.overdue[0]
    many = overdue_count(facts, ledger)
    days = ledger.record(f"plans/task/{worst.key}", f"Số ngày quá hạn của nhiệm vụ số {worst.key}", number(worst.days))
    what = f" ngày): “{shortened(worst.title, 120)}” do {worst.lead} chủ trì. "
    first = ("Tập trung hoàn thành dứt điểm ", many, " nhiệm vụ quá hạn; trước hết là nhiệm vụ chậm lâu nhất (", days)
    order = "Đơn vị chủ trì xác định nguyên nhân, cam kết thời hạn mới và báo cáo tiến độ hằng tuần."
    return [(*first, what, order)]


def _goals(facts: Facts, ledger: Ledger) -> list[tuple[Inline, ...]]:
    missed = [result for result in facts.results if _missed(result)]
    orders: list[tuple[Inline, ...]] = []
    if missed:
        named = "; ".join(result.measure.name[0].lower() + result.measure.name[1:] for result in missed)
        many = ledger.record("results/missed", "Số chỉ tiêu thống kê có mục tiêu chưa đạt", number(len(missed)))
        orders.append(("Có giải pháp cụ thể đối với ", many, f" chỉ tiêu chưa đạt: {named}."))
    for measure, goal in facts.later_goals:
        aim = ledger.goal(goal, f"Chỉ tiêu được giao: {measure.name}", goal_text(goal))
        words = measure.name[0].lower() + measure.name[1:]
        orders.append((f"Chuẩn bị lộ trình đến năm {goal.period[:4]}: {words} đạt ", aim, "."))
    return orders


def _missed(result: Result) -> bool:
    return any(judged(result.now.deciding, goal.comparator, goal.value) == NOT_REACHED for goal in result.goals)


def _open(facts: Facts, ledger: Ledger) -> list[tuple[Inline, ...]]:
    waiting = sum(one.answered_on is None for one in (*facts.obstacles, *facts.petitions))
    if not waiting:
        return []
    many = ledger.record("oversight/open", "Số khó khăn, vướng mắc, kiến nghị còn mở", number(waiting))
    text = " khó khăn, vướng mắc, kiến nghị còn mở; việc vượt thẩm quyền thì báo cáo ngay cấp trên, không để kéo dài."
    return [("Các đơn vị được giao trả lời, giải quyết dứt điểm ", many, text)]


def _coming(facts: Facts, at: int, ledger: Ledger, captions: Captions) -> list[Block]:
    shown = facts.coming[:MOST_COMING]
    says = f"Số nhiệm vụ đến hạn trong {facts.coming_name} (nhiệm vụ giao chung tính một)"
    many = ledger.record("plans/coming_list", says, number(len(facts.coming)))
    text = (f"{at}. Thực hiện đúng hạn ", many, f" nhiệm vụ đến hạn trong {facts.coming_name}.")
    caption = captions.table(f"Nhiệm vụ đến hạn trong {facts.coming_name}")
    return [Paragraph(text), work_table(shown, caption, "Số ngày còn lại", ledger)]
