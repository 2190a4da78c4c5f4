"""Reading formulas: `cleared / cases * 100`, with comparisons, `if`, `min`, `max`, `coalesce`, values of another period
(`previous`, `same_period_last_year`, `year_to_date`) and of the parent unit (`share_of_parent`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.tree import Meta

from dutdiem.measures.errors import FormulaError

MOVES = ("previous", "same_period_last_year", "year_to_date")
"""Functions that give a value of another period."""

ARGUMENTS = {
    "if": (3, 3),
    "min": (1, 99),
    "max": (1, 99),
    "coalesce": (1, 99),
    "share_of_parent": (1, 1),
    **dict.fromkeys(MOVES, (1, 1)),
}
"""Every function with the least and the most arguments it takes."""


Span = tuple[int, int]
"""Where a node stands in the text of its formula; two nodes that say the same elsewhere are equal."""


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, exact."""

    value: Fraction
    span: Span = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """The code of an element, of an option of its breakdown (`cases:urban`), or of another indicator."""

    code: str
    span: Span = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """`+ - * /` or a comparison (`< <= > >= = !=`) of two nodes; a comparison is 1 or 0."""

    sign: str
    left: "Node"
    right: "Node"
    span: Span = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `ARGUMENTS` with its arguments."""

    function: str
    arguments: tuple["Node", ...]
    span: Span = field(default=(0, 0), compare=False, repr=False)


Node = Number | Name | Operation | Call


@lru_cache(maxsize=2048)
def parse_formula(text: str) -> Node:
    """The formula as a tree. Raises `FormulaError` that says at which character and why."""
    try:
        return _Nodes().transform(_grammar().parse(text))
    except UnexpectedInput as error:
        raise _where(text, error) from None
    except RecursionError:
        raise FormulaError("Công thức lồng quá nhiều ngoặc: tách thành nhiều chỉ tiêu thống kê.") from None
    except Exception as error:
        raise _cause(error) from None


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for below in parts(node):
        yield from walk(below)


def parts(node: Node) -> tuple[Node, ...]:
    """What an operation or a call works on."""
    match node:
        case Operation(_, left, right):
            return left, right
        case Call(_, arguments):
            return arguments
    return ()


def names(node: Node) -> Iterator[str]:
    """Every code in the formula, in reading order, with repetitions."""
    return (one.code for one in walk(node) if isinstance(one, Name))


def place(text: str, node: Node) -> str:
    """Where in the text of its formula a node stands, for messages."""
    start, end = node.span
    return f"ký tự thứ {start + 1}, chỗ “{text[start:end]}”"


def reaches(node: Node, moves: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every code with the moves under which the formula reads it, outermost first; `parent` is a move too."""
    match node:
        case Name(code):
            yield code, moves
        case Operation(_, left, right):
            yield from reaches(left, moves)
            yield from reaches(right, moves)
        case Call("share_of_parent", (inner,)):
            yield from reaches(inner, moves)
            yield from reaches(inner, (*moves, "parent"))
        case Call(function, arguments):
            for argument in arguments:
                yield from reaches(argument, (*moves, function) if function in MOVES else moves)


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    return Lark(files(__package__).joinpath("formula.lark").read_text("utf-8"), parser="lalr", propagate_positions=True)


def _where(text: str, error: UnexpectedInput) -> FormulaError:
    if not text.strip():
        return FormulaError("Công thức trống: viết như cleared / cases * 100.")
    at = error.pos_in_stream
    if at is None or at < 0 or at >= len(text.rstrip()) or getattr(error, "token", None) == Token("$END", ""):
        return FormulaError("Công thức “%(text)s” chưa hết: còn thiếu ở cuối.", text=text)
    return FormulaError(
        "Công thức “%(text)s” sai ở ký tự thứ %(at)s, chỗ “%(there)s”: sửa lại phép tính hoặc dấu ngoặc.",
        text=text,
        at=at + 1,
        there=text[at : at + 12],
    )


def _cause(error: Exception) -> Exception:
    inner = getattr(error, "orig_exc", error)
    return inner if isinstance(inner, Exception) else error


def _called(function: str, arguments: tuple[Node, ...], span: Span) -> Call:
    if function not in ARGUMENTS:
        raise FormulaError(
            "Công thức không có hàm “%(function)s”: dùng một trong %(known)s.", function=function, known=", ".join(ARGUMENTS)
        )
    least, most = ARGUMENTS[function]
    if not least <= len(arguments) <= most:
        raise FormulaError(
            "Hàm %(function)s cần %(least)s giá trị, công thức đưa %(given)s: sửa lại công thức.",
            function=function,
            least=least,
            given=len(arguments),
        )
    return Call(function, arguments, span)


@v_args(inline=True, meta=True)
class _Nodes(Transformer[Token, Node]):
    def number(self, meta: Meta, text: Token) -> Node:
        return Number(Fraction(Decimal(str(text))), _span(meta))

    def name(self, meta: Meta, code: Token) -> Node:
        return Name(str(code), _span(meta))

    def call(self, meta: Meta, function: Token, *arguments: Node) -> Node:
        return _called(str(function), arguments, _span(meta))

    def negate(self, meta: Meta, node: Node) -> Node:
        return Operation("-", Number(Fraction(0)), node, _span(meta))

    def add(self, meta: Meta, left: Node, right: Node) -> Node:
        return Operation("+", left, right, _span(meta))

    def subtract(self, meta: Meta, left: Node, right: Node) -> Node:
        return Operation("-", left, right, _span(meta))

    def multiply(self, meta: Meta, left: Node, right: Node) -> Node:
        return Operation("*", left, right, _span(meta))

    def divide(self, meta: Meta, left: Node, right: Node) -> Node:
        return Operation("/", left, right, _span(meta))

    def comparison(self, meta: Meta, left: Node, sign: Token, right: Node) -> Node:
        return Operation("=" if sign == "==" else str(sign), left, right, _span(meta))


def _span(meta: Meta) -> Span:
    return meta.start_pos, meta.end_pos
