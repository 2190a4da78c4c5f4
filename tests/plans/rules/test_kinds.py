"""What a document's words mean for the plan."""

import pytest

from dutdiem.plans.rules import kind_of, many_meant, police_instead


@pytest.mark.parametrize(
    ("lead", "levels"),
    [
        ("Công an các đơn vị, địa phương", ("department", "province")),
        ("Công an đơn vị, địa phương", ("department", "province")),
        ("Một số đơn vị, địa phương", ()),
        ("Các đơn vị, địa phương", ("department", "province")),
        ("Công an các tỉnh, thành phố", ("province",)),
        ("Công an các tỉnh, thành phố trực thuộc Trung ương", ("province",)),
        ("Các đơn vị thuộc Bộ", ("department",)),
        ("Các đơn vị trực thuộc Bộ; Công an các địa phương", ("province", "department")),
        ("Công an các xã, phường", ("commune",)),
        ("Công an các phường", ("commune",)),
        ("Công an các xã", ("commune",)),
        ("Công an các phường, Phòng Tham mưu", ("commune",)),
        ("Các phường, xã", ("commune",)),
        ("Các phường", ("commune",)),
        ("Phòng Tham mưu và các xã, phường", ("commune",)),
        ("Công an xã, phường, thị trấn trên địa bàn", ("commune",)),
        ("Công an cấp xã", ("commune",)),
        ("UBND, Công an các xã, phường", ("commune",)),
        ("UBND các xã, phường", ()),
        ("UBND các phường", ()),
        ("Ủy ban nhân dân các phường, xã, đặc khu", ()),
        ("Chủ tịch UBND các xã, phường", ()),
        ("Hội Nông dân các xã, phường", ()),
        ("Nhân dân các phường", ()),
        ("Công an các xã, phường liên quan", ()),
        ("Công an các xã, phường Ba Đình, Ngọc Hà", ()),
        ("Công an các phường Ba Đình, Ngọc Hà", ()),
        ("Công an các phường liên quan", ()),
        ("Công an phường Ba Đình", ()),
        ("Công an phường", ()),
        ("Phòng Tham mưu", ()),
        ("Công an thành phố Hà Nội", ()),
        ("Cục Đào tạo", ()),
        ("Các đơn vị trực thuộc Sở Công Thương", ()),
        ("Các đơn vị liên quan", ()),
    ],
)
def test_a_lead_that_means_many_fans_out(lead: str, levels: tuple[str, ...]) -> None:
    many = many_meant(lead)
    assert (many.levels if many else ()) == levels


@pytest.mark.parametrize(
    ("lead", "kinds"),
    [
        ("Công an các phường", ("phường",)),
        ("Công an các xã", ("xã",)),
        ("Công an các đặc khu", ("đặc khu",)),
        ("Các phường", ("phường",)),
        ("Công an các xã, phường", ("xã", "phường")),
        ("Công an cấp xã", ()),
        ("Công an cấp xã; Công an các phường", ()),
    ],
)
def test_words_for_one_kind_of_commune_mean_that_kind_alone(lead: str, kinds: tuple[str, ...]) -> None:
    many = many_meant(lead)
    assert many and many.kinds == kinds
    assert many.means("commune", "Công an phường Ba Đình") == (kinds in ((), ("phường",), ("xã", "phường")))
    assert many.means("province", "Công an tỉnh Cà Mau")


@pytest.mark.parametrize(
    ("lead", "below", "of"),
    [
        ("Các đơn vị trực thuộc", True, ""),
        ("Công an các đơn vị trực thuộc", True, ""),
        ("Các đơn vị trực thuộc Công an thành phố", True, "province"),
        ("các đơn vị thuộc Công an tỉnh", True, "province"),
        ("Công an các đơn vị, địa phương", True, ""),
        ("Các đơn vị trực thuộc Bộ", False, ""),
    ],
)
def test_units_that_belong_to_whoever_speaks_are_those_right_below(lead: str, below: bool, of: str) -> None:
    many = many_meant(lead)
    assert many and (many.below, many.of) == (below, of)


def test_words_for_places_alone_are_remembered_as_such() -> None:
    assert [(many := many_meant(lead)) and many.places for lead in ("Các phường, xã", "Công an các phường, xã")] == [
        "các phường, xã",
        "",
    ]


@pytest.mark.parametrize(
    ("lead", "police"),
    [
        ("UBND các xã, phường", "Công an các xã, phường"),
        ("Ủy ban nhân dân các xã, phường, đặc khu", "Công an các xã, phường, đặc khu"),
        ("Chủ tịch UBND các phường", "Công an các phường"),
        ("UBND cấp xã", "Công an cấp xã"),
        ("Công an phường", "Công an các phường"),
        ("Trưởng Công an xã", "Công an các xã"),
        ("Công an phường Ba Đình", ""),
        ("UBND phường Ba Đình", ""),
        ("UBND thành phố", ""),
        ("Sở Nội vụ", ""),
        ("", ""),
    ],
)
def test_authorities_of_places_are_no_police_but_an_office_may_mean_it(lead: str, police: str) -> None:
    assert police_instead(lead) == police


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Đề án xây dựng công an xã", "scheme"),
        ("Xây dựng Đề án hiện đại hóa", "scheme"),
        ("Xây dựng và trình Đề án hiện đại hóa", "scheme"),
        ("Xây dựng, trình phê duyệt và triển khai Đề án thành phần số 15", "scheme"),
        ("Dự án trụ sở", "project"),
        ("Xây dựng đề cương", "task"),
        ("Tổ chức quán triệt Nghị quyết", "task"),
    ],
)
def test_the_opening_words_tell_a_scheme_from_a_task(title: str, kind: str) -> None:
    assert kind_of(title) == kind
