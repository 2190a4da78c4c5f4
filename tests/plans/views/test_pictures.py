"""Photographs as evidence: looked at like scans, kept without the place where they were taken."""

import io
import re
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from dutdiem.plans.models import Evidence, ProgressReport
from dutdiem.reading.files.ocr import tesseract

FONTS = [Path("/usr/share/fonts/truetype") / name for name in ("dejavu/DejaVuSans-Bold.ttf", "liberation/LiberationSans-Bold.ttf")]
FONT = next((path for path in FONTS if path.exists()), None)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (tesseract() and FONT), reason="bỏ qua: không có Tesseract (vie) hoặc phông chữ"),
]


@pytest.fixture
def task(planned):
    return planned("Việc", "T01", deadline=date.today() + timedelta(days=100))


def sent(**changes):
    return {"unit": "T01", "on": date.today().isoformat(), "percent": "40", "says": "Đã làm.", **changes}


def kept_files():
    return sorted(path.name for path in (settings.HOME / "evidence").rglob("*") if path.is_file())


def picture(words="", kind="JPEG", size=(1200, 800), upto=None, **options):
    made, image = io.BytesIO(), Image.new("RGB", size, "white")
    if words:
        ImageDraw.Draw(image).multiline_text((80, 80), words, fill=(0, 0, 0), font=ImageFont.truetype(str(FONT), 60))
    image.save(made, kind, **options)
    return made.getvalue()[:upto]


def attach(client, task, name, data):
    page = client.post(f"/ke-hoach/{task.pk}/bao-cao/", sent(attached=[SimpleUploadedFile(name, data)]), follow=True)
    fault = re.search(r'id="id_attached-fault">([^<]*)', page.content.decode())
    return fault[1] if fault else ""


@pytest.mark.parametrize("upto", [None, 40], ids=["whole", "damaged"])
def test_a_photo_whose_name_is_secret_is_refused_without_its_name(sign_in, task, upto):
    fault = attach(sign_in("T01", "reporter"), task, "song-lam_TOI_MAT.jpg", picture("Trụ sở phường", upto=upto))
    assert fault.startswith("Tên tệp mang dấu chỉ độ mật")
    assert "song-lam" not in fault
    assert not kept_files()


@pytest.mark.parametrize(("name", "kind"), [("hien-truong.jpg", "JPEG"), ("man-hinh.PNG", "PNG")])
def test_a_photo_of_what_was_done_is_taken_without_the_place_where_it_was_taken(sign_in, task, name, kind):
    exif = Image.Exif()
    exif[0x010E] = "Hoan Kiem"
    client = sign_in("T01", "reporter")
    assert attach(client, task, name, picture("Trụ sở phường", kind, exif=exif)) == ""
    found = Evidence.objects.get()
    file = client.get(f"/ke-hoach/minh-chung/{found.pk}/")
    body = b"".join(file.streaming_content)
    assert b"Hoan Kiem" not in body and Image.open(io.BytesIO(body)).size == (1200, 800)
    assert kept_files() == [sha256(body).hexdigest()] == [found.sha256]
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photo_without_a_word_on_it_is_proof_as_well(sign_in, task):
    assert attach(sign_in("T01", "reporter"), task, "anh.jpg", picture()) == ""
    assert Evidence.objects.exists()


@pytest.mark.parametrize(
    ("name", "facts", "says"),
    [
        ("anh.jpg", {"words": "TỐI MẬT\n\nPHƯƠNG ÁN\nDiễn tập khu vực"}, "mật"),
        ("anh.png", {"words": "BÁO CÁO\nĐầu mối: 0912345678", "kind": "PNG"}, "số điện thoại"),
        ("anh.png", {}, "không phải ảnh JPEG, PNG nguyên vẹn"),
        ("anh.jpg", {"upto": 2000}, "không phải ảnh JPEG, PNG nguyên vẹn"),
        ("anh.png", {"kind": "PNG", "size": (10_000, 10_000)}, "40 triệu điểm ảnh"),
        ("anh.gif", {"kind": "GIF"}, "không thuộc loại đọc được"),
    ],
)
def test_a_picture_is_looked_at_like_a_scan(sign_in, task, name, facts, says):
    assert says in attach(sign_in("T01"), task, name, picture(**facts)).replace("Mật", "mật")
    assert (ProgressReport.objects.count(), kept_files()) == (0, [])
