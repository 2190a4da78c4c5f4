"""Bar and line charts as PNG or SVG, drawn offline with the font that is shipped here, numbers in the Vietnamese way."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from dutdiem.writing.numbers import number

FONT = "Be Vietnam Pro"
_FONTS = Path(__file__).parent / "fonts"
_LOCALE: Any = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
_INK, _GRID, _MARK, _TARGET = "#1f2933", "#d9dee4", "#1d4e89", "#b42318"
_SERIES = ("#1d4e89", "#8a9bb0", "#c77d0a", "#2d7d46")
_SCALE = 3.0  # 3 x 72 dots per inch on a chart drawn at its printed size


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart; None where there is no value: nothing is drawn, and nothing is joined across it."""

    label: str
    value: Decimal | None
    series: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its axis title, an optional target line and a size in points (72 to the inch)."""

    points: tuple[Point, ...]
    axis: str
    target: Decimal | None = None
    target_label: str = ""
    decimals: int = 1
    width: int = 430
    height: int = 210


def bars(chart: Chart) -> bytes:
    """Lying bars in the order given, each with its value, as PNG: room for the long names of units."""
    return _png(_bars(chart))


def lines(chart: Chart) -> bytes:
    """One line for each series over the labels in the order given, as PNG."""
    return _png(_lines(chart))


def bars_svg(chart: Chart) -> str:
    """The same bars as SVG, for a page."""
    return _svg(_bars(chart))


def lines_svg(chart: Chart) -> str:
    """The same lines as SVG, for a page."""
    return _svg(_lines(chart))


def in_words(chart: Chart) -> str:
    """The chart for those who do not see it: every label with its value."""
    return "; ".join(f"{_name(point)}: {_value(point.value, chart.decimals)}" for point in chart.points) + "."


def _name(point: Point) -> str:
    return f"{point.series}, {point.label}" if point.series else point.label


def _value(value: Decimal | None, decimals: int) -> str:
    return "không có số liệu" if value is None else number(value, decimals)


def _bars(chart: Chart) -> dict[str, Any]:
    order = [point.label for point in chart.points]
    y = {"field": "label", "type": "nominal", "sort": order, "axis": {"title": None, "labelLimit": 260, "ticks": False}}
    x = {"field": "value", "type": "quantitative", "axis": {"title": chart.axis, "tickCount": 6}}
    bar = {"mark": {"type": "bar", "color": _MARK, "height": {"band": 0.7}}, "encoding": {"x": x, "y": y}}
    printed = {"x": x, "y": y, "text": {"field": "printed"}}
    mark = {"type": "text", "align": "left", "dx": 4, "color": _INK, "font": FONT}
    halo = mark | {"color": "white", "stroke": "white", "strokeWidth": 4}  # a target line must not cross the figures
    texts = [{"mark": one, "encoding": printed} for one in (halo, mark)]
    return _spec(chart, [bar, *_target_rule(chart, "x"), *texts])


def _lines(chart: Chart) -> dict[str, Any]:
    order = list(dict.fromkeys(point.label for point in chart.points))
    series = list(dict.fromkeys(point.series for point in chart.points))
    x = {"field": "label", "type": "nominal", "sort": order, "axis": {"title": None, "labelAngle": 0}}
    axis = {"title": chart.axis, "tickCount": 6}
    y = {"field": "value", "type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}
    legend = {"title": None, "orient": "top", "symbolType": "stroke", "labelFontSize": 10} if series != [""] else None
    colour: dict[str, Any] = {"field": "series", "type": "nominal", "sort": series, "legend": legend}
    colour["scale"] = {"domain": series, "range": list(_SERIES[: len(series)])}
    mark = {"type": "line", "strokeWidth": 2, "point": {"filled": True, "size": 26}, "invalid": "break-paths-show-domains"}
    return _spec(chart, [{"mark": mark, "encoding": {"x": x, "y": y, "color": colour}}, *_target_rule(chart, "y")])


def _target_rule(chart: Chart, channel: str) -> list[dict[str, Any]]:
    if chart.target is None:
        return []
    at = {channel: {"datum": float(chart.target), "type": "quantitative"}}
    rule = {"mark": {"type": "rule", "color": _TARGET, "strokeDash": [5, 3], "strokeWidth": 1.4}, "encoding": at}
    place = {"align": "left", "dx": 4, "y": -7} if channel == "x" else {"align": "left", "dy": -7, "x": 4}
    label = {"type": "text", "text": chart.target_label, "color": _TARGET, "font": FONT, "fontSize": 10, **place}
    return [rule, {"mark": label, "encoding": at}]


def _spec(chart: Chart, layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": [_row(point, chart.decimals) for point in chart.points]},
        "width": chart.width,
        "height": chart.height,
        "background": "white",
        "padding": 6,
        "layer": layers,
        "config": _config(),
    }


def _row(point: Point, decimals: int) -> dict[str, Any]:
    # A float places a mark on the paper; the printed words come from the exact value.
    drawn = None if point.value is None else float(point.value)
    printed = "" if point.value is None else number(point.value, decimals)
    return {"label": point.label, "value": drawn, "series": point.series, "printed": printed}


def _config() -> dict[str, Any]:
    axis = {"labelFontSize": 10, "titleFontSize": 10, "titleFontWeight": "normal", "gridColor": _GRID}
    colours = {"labelColor": _INK, "titleColor": _INK, "domainColor": "#8a94a0", "tickColor": "#8a94a0"}
    return {"font": FONT, "axis": axis | colours, "view": {"stroke": None}, "legend": {"labelColor": _INK}}


@cache
def _drawing() -> ModuleType:
    """What draws, with our fonts; it takes ten megabytes, so that it is loaded with the first chart."""
    import vl_convert

    vl_convert.register_font_directory(str(_FONTS))
    return vl_convert


def _png(spec: dict[str, Any]) -> bytes:
    drawn: bytes = _drawing().vegalite_to_png(spec, scale=_SCALE, ppi=72, format_locale=_LOCALE, allowed_base_urls=[])
    return drawn


def _svg(spec: dict[str, Any]) -> str:
    drawn: str = _drawing().vegalite_to_svg(spec, format_locale=_LOCALE, allowed_base_urls=[])
    return drawn
