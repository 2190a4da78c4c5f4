"""Pictures of stamps made fit to be recognised: dark ink on white, upright, without the frame, at the height of text.

A stamp lies aslant, in red, in a frame that Tesseract takes for letters. All images are `PIL.Image`.
"""

from itertools import chain, product
from typing import Any

_LARGEST_SIDE = 600
_SMALL_SIDE = 300
_TEXT_HEIGHT = 48
_INK = 110  # of 255: what is darker
_SLANTS = range(-15, 16)  # degrees
_FEWEST_WHITE = 0.5
_FRAME_SHARE = 0.8
_LEAST_INSIDE = 0.25
_EDGE_STEP = 5
_REDNESS = 60
_CELL, _FULL_CELL = 12, 8  # pixels, and the mean of one that has red in it
_FEWEST_CELLS = 6
_MOST_REGIONS = 8
_WHITE, _MARKED = 255, 128


def straightened(image: Any) -> Any | None:
    """The words of a stamp, ready to be read; None for what is no stamp but a photo, an empty picture or a line."""
    drawn = _ink(image)
    box = _ink_box(drawn)
    if box is None or min(box[2] - box[0], box[3] - box[1]) < _EDGE_STEP or _white_share(drawn) < _FEWEST_WHITE:
        return None
    words = _without_frame(_upright(_within(drawn.crop(box), _LARGEST_SIDE)))
    width = max(1, round(words.width * _TEXT_HEIGHT / words.height))
    return words.resize((width, _TEXT_HEIGHT)) if width <= 2 * _LARGEST_SIDE else None


def red_regions(image: Any) -> list[Any]:
    """What is red in an RGB page, black on white, one picture for each place: the largest first."""
    from PIL import Image, ImageOps

    mask = _red(image)
    if mask.getbbox() is None:
        return []
    cells = mask.reduce(_CELL).point([_WHITE if value > _FULL_CELL else 0 for value in range(256)])
    boxes = sorted(_regions(cells), key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    shown: Image.Image = ImageOps.invert(mask)
    return [
        shown.crop((left * _CELL, top * _CELL, right * _CELL, bottom * _CELL)) for left, top, right, bottom in boxes[:_MOST_REGIONS]
    ]


def _red(image: Any) -> Any:
    from PIL import ImageChops

    red, green, blue = image.split()
    strength = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return strength.point([_WHITE if value > _REDNESS else 0 for value in range(256)])


def _regions(cells: Any) -> list[tuple[int, int, int, int]]:
    """The bounds of what hangs together, within two cells, on a small mask."""
    from PIL import ImageFilter

    width, height = cells.size
    joined = cells.filter(ImageFilter.MaxFilter(3))
    left = {at for at, value in enumerate(joined.tobytes()) if value}
    found = []
    while left:
        heap, members = [left.pop()], []
        while heap:
            at = heap.pop()
            members.append(at)
            x, y = at % width, at // width
            for across, down in product((-1, 0, 1), repeat=2):
                near = (y + down) * width + x + across
                if 0 <= x + across < width and 0 <= y + down < height and near in left:
                    left.remove(near)
                    heap.append(near)
        if len(members) >= _FEWEST_CELLS:
            columns, rows = [at % width for at in members], [at // width for at in members]
            found.append((min(columns), min(rows), max(columns) + 1, max(rows) + 1))
    return found


def _ink(image: Any) -> Any:
    """Grey by the darkest of the colours: red and blue ink as black as black."""
    from PIL import ImageChops, ImageOps

    red, green, blue = image.convert("RGB").split()
    return ImageOps.autocontrast(ImageChops.darker(red, ImageChops.darker(green, blue)), cutoff=1)


def _mask(drawn: Any) -> Any:
    return drawn.point([_WHITE if value < _WHITE - _INK else 0 for value in range(256)])


def _ink_box(drawn: Any) -> tuple[int, int, int, int] | None:
    box: tuple[int, int, int, int] | None = _mask(drawn).getbbox()
    return box


def _white_share(drawn: Any) -> float:
    histogram = drawn.histogram()
    return float(sum(histogram[200:]) / max(1, sum(histogram)))


def _within(drawn: Any, side: int) -> Any:
    scale = side / max(drawn.size)
    return drawn.resize([max(1, round(length * scale)) for length in drawn.size]) if scale < 1 else drawn


def _upright(drawn: Any) -> Any:
    """Turned to where the ink is lowest."""
    from PIL import Image

    small = _mask(_within(drawn, _SMALL_SIDE))

    def height(slant: int) -> tuple[int, int]:
        box = small.rotate(slant, expand=True).getbbox()
        return (box[3] - box[1] if box else 0, abs(slant))

    slant = min(_SLANTS, key=height)
    turned = drawn.rotate(slant, expand=True, fillcolor=_WHITE, resample=Image.Resampling.BICUBIC) if slant else drawn
    return turned.crop(_ink_box(turned) or (0, 0, *turned.size))


def _without_frame(drawn: Any) -> Any:
    """What hangs together from edge to edge is the frame; a stamp without one stays as it is."""
    from PIL import ImageDraw, ImageFilter

    width, height = drawn.size
    clear = drawn.point([0 if value < 150 else _WHITE for value in range(256)])
    for at in _edges(width, height):
        if clear.getpixel(at) != 0:
            continue
        ImageDraw.floodfill(clear, at, _MARKED)
        frame = clear.point([_WHITE if value == _MARKED else 0 for value in range(256)])
        box = frame.getbbox()
        if box and box[2] - box[0] > width * _FRAME_SHARE and box[3] - box[1] > height * _FRAME_SHARE:
            drawn = drawn.copy()
            drawn.paste(_WHITE, (0, 0), frame.filter(ImageFilter.MaxFilter(3)))
            inside = _ink_box(drawn)
            return drawn.crop(inside) if inside and inside[3] - inside[1] > height * _LEAST_INSIDE else drawn
        clear = clear.point([_MARKED - 1 if value == _MARKED else value for value in range(256)])
    return drawn


def _edges(width: int, height: int) -> chain[tuple[int, int]]:
    across, down = range(0, width, _EDGE_STEP), range(0, height, _EDGE_STEP)
    sides = (((x, 0) for x in across), ((x, height - 1) for x in across))
    return chain(*sides, ((0, y) for y in down), ((width - 1, y) for y in down))
