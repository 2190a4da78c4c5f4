"""What is no picture is taken out of a picture; the picture stays as it was."""

import contextlib
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from dutdiem.kit.pictures import plain_picture

PLACE = "21 do 01 phut"
NOISE = Image.effect_noise((120, 80), 90)


def pixels(data):
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def photo(orientation=6, **options):
    """A JPEG as a telephone makes it: where it was taken, what with, a comment."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "May anh", PLACE
    exif.get_ifd(0x8825)[1] = "N"
    NOISE.convert("RGB").save(made, "JPEG", exif=exif, comment=PLACE.encode(), **options)
    return made.getvalue()


def drawing(**options):
    made, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Location", PLACE)
    NOISE.convert("RGBA").save(made, "PNG", pnginfo=told, exif=Image.Exif(), **options)
    return made.getvalue()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30, "restart_marker_blocks": 2}])
def test_a_photo_keeps_its_picture_and_how_it_is_turned_and_nothing_else(options):
    plain = plain_picture("anh.JPG", photo(**options) + b"PK\x03\x04 something behind the end")
    assert pixels(plain) == pixels(photo(**options))
    assert dict(Image.open(io.BytesIO(plain)).getexif()) == {0x0112: 6}
    assert PLACE.encode() not in plain and b"May anh" not in plain and b"PK\x03\x04" not in plain


@pytest.mark.parametrize("orientation", [0, 1, 9, 700])
def test_what_is_not_turned_says_nothing(orientation):
    assert b"Exif" not in plain_picture("anh.jpeg", photo(orientation))


def test_a_drawing_keeps_its_picture_and_nothing_else():
    plain = plain_picture("anh.png", drawing() + b"behind the end")
    assert pixels(plain) == pixels(drawing())
    assert PLACE.encode() not in plain and plain.endswith(b"IEND" + zlib.crc32(b"IEND").to_bytes(4, "big"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anh.png", photo()),
        ("anh.jpg", drawing()),
        ("anh.jpg", photo()[:-2]),
        ("anh.jpg", photo()[:300]),
        ("anh.jpg", b"\xff\xd8\xff\xd9"),
        ("anh.jpg", b"\xff\xd8\xff"),
        ("anh.png", drawing()[:-4]),
        ("anh.png", drawing()[:60]),
        ("anh.png", drawing().replace(b"IDAT", b"IDAU", 1)),
        ("anh.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_not_whole_is_refused(name, data):
    with pytest.raises(ValueError):
        plain_picture(name, data)


@given(st.binary(max_size=400), st.sampled_from([b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x20Exif\x00\x00II*\x00"]))
def test_no_bytes_do_anything_else_than_be_taken_or_refused(data, start):
    with contextlib.suppress(ValueError):
        plain_picture("a.jpg", start + data)
