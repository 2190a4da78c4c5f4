"""What roles and verbs are called in an office."""

from dutdiem.authority.roles import Role

ROLES: dict[Role, str] = {
    Role.STAFF: "cán bộ tham mưu",
    Role.LEADER: "lãnh đạo",
    Role.REPORTER: "cán bộ báo cáo",
    Role.INSPECTOR: "cán bộ kiểm tra",
    Role.ADMINISTRATOR: "quản trị",
    Role.AUDITOR: "kiểm toán",
}

STAGES: dict[str, str] = {
    "access": "Tài khoản",
    "units": "Đơn vị",
    "documents": "Văn bản",
    "plans": "Kế hoạch",
    "catalogue": "Danh mục số liệu",
    "collection": "Báo cáo số liệu",
    "figures": "Tổng hợp số liệu",
    "oversight": "Đôn đốc, vướng mắc",
    "reviews": "Báo cáo sơ kết, tổng kết",
    "trail": "Nhật ký",
}

VERBS: dict[str, str] = {
    "access.read": "xem danh sách tài khoản",
    "access.grant": "mở tài khoản, giao và thu quyền",
    "units.read": "xem đơn vị",
    "units.import": "nhập, sửa cây đơn vị",
    "documents.read": "xem văn bản",
    "documents.add": "đăng ký văn bản",
    "documents.decide": "xử lý gợi ý từ văn bản",
    "plans.read": "xem kế hoạch, nhiệm vụ",
    "plans.draft": "lập gợi ý từ văn bản",
    "plans.assign": "giao nhiệm vụ",
    "plans.report": "báo cáo tiến độ, nộp sản phẩm",
    "plans.accept": "nghiệm thu sản phẩm",
    "plans.move": "điều chỉnh thời hạn",
    "catalogue.define": "định nghĩa mục số liệu, chỉ tiêu, biểu mẫu",
    "collection.read": "xem báo cáo số liệu",
    "collection.submit": "nhập, gửi báo cáo số liệu",
    "collection.decide": "duyệt, trả lại, chốt, mở lại báo cáo số liệu",
    "figures.read": "xem số liệu tổng hợp",
    "figures.refresh": "cập nhật kho số liệu",
    "figures.choose": "chọn chỉ tiêu trên trang tổng quan",
    "oversight.read": "xem khó khăn, vướng mắc, kiến nghị",
    "oversight.raise": "nêu khó khăn, vướng mắc, kiến nghị",
    "oversight.answer": "trả lời khó khăn, vướng mắc, kiến nghị",
    "oversight.urge": "soạn công văn đôn đốc",
    "oversight.inspect": "lập kế hoạch kiểm tra, ghi kết luận kiểm tra",
    "oversight.remind": "gửi nhắc việc",
    "reviews.read": "xem báo cáo sơ kết, tổng kết",
    "reviews.write": "lập báo cáo sơ kết, tổng kết",
    "trail.read": "xem nhật ký",
}


def verb_name(verb: str) -> str:
    """The words for a verb; the verb itself where it has none."""
    return VERBS.get(verb, verb)
