"""A picture by itself: decoded only within limits, refused where its words cannot be looked at."""

import io

import pytest
from PIL import Image

from dutdiem.reading.files import ocr
from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.photo import _decoded, open_picture
from dutdiem.reading.files.refusing import Unfit


def made(kind="PNG", size=(600, 400), mode="RGB", **options):
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind, **options)
    return target.getvalue()


def code(act):
    with pytest.raises(Unfit) as unfit:
        act()
    return unfit.value.code


def test_without_a_program_that_recognises_words_it_is_refused(monkeypatch):
    monkeypatch.setattr(ocr, "tesseract", lambda: None)
    assert code(lambda: open_picture("a.png", made(), Recogniser(lambda _pages: None))) == "no_ocr"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (made(size=(20_000, 20_000), mode="1"), "too_large"),
        (made(size=(10, 400)), "damaged"),
        (made()[:-30], "damaged"),
        (made("GIF"), "damaged"),
        (b"\xff\xd8\xff\xd9", "damaged"),
        (made(save_all=True, append_images=[Image.new("RGB", (600, 400), "red")]), "hostile"),
    ],
)
def test_what_cannot_be_looked_at_whole_is_refused(data, why):
    assert code(lambda: _decoded(data)) == why


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_pixels_is_laid_on_paper(mode):
    found = _decoded(made(mode=mode))
    assert (found.mode, found.size) == ("RGB", (600, 400))


def test_a_large_photo_is_looked_at_smaller():
    assert max(_decoded(made("JPEG", size=(6_000, 4_000))).size) <= 3_200
