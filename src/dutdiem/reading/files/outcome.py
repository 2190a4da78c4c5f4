"""What the reading process answers: one frame of bytes, then one byte sequence of how the process ended.

Only JSON crosses the boundary: a reader that a hostile file has taken over must not be able to hand objects over.
"""

import json
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutdiem.reading.files.limits import LIMITS, MEGABYTE
from dutdiem.reading.files.refusing import refusal
from dutdiem.reading.refusals import Refusal

if TYPE_CHECKING:
    from dutdiem.reading.guards import PersonalNumbers

ENDED = b"\n#ended "
_TIMES_UP = (signal.SIGALRM, signal.SIGXCPU)


@dataclass(frozen=True, slots=True)
class Answer:
    """Either the bytes of a JSON document or the refusal."""

    body: bytes = b""
    refused: Refusal | None = None


def pack(body: bytes) -> bytes:
    return b"+" + body


def pack_refusal(refused: Refusal) -> bytes:
    places = refused.places_json() if isinstance(refused, _personal_numbers()) else None
    facts = {"code": refused.code, "says": refused.says, "places": places}
    return b"-" + json.dumps(facts, ensure_ascii=False).encode("utf-8")


def unpack(received: bytes, name: str, size: int) -> Answer:
    """The answer in what came through the pipe; the way the process ended stands at its end."""
    frame, _, ending = received.rpartition(ENDED)
    status = int(ending) if ending.lstrip(b"-").isdigit() else -signal.SIGKILL
    if status != 0 or frame[:1] not in (b"+", b"-"):
        return Answer(refused=_ended_badly(-status, name, size))
    if frame[:1] == b"+":
        return Answer(body=frame[1:])
    return Answer(refused=_unpacked(json.loads(frame[1:])))


def _unpacked(facts: dict[str, Any]) -> Refusal:
    if facts["places"] is not None:
        return _personal_numbers().of_json(facts["places"], facts["says"])
    return Refusal(str(facts["code"]), str(facts["says"]))


def _personal_numbers() -> "type[PersonalNumbers]":
    """Loaded when it is needed: the parent seldom refuses, and should start fast."""
    from dutdiem.reading.guards import PersonalNumbers

    return PersonalNumbers


def _ended_badly(sign: int, name: str, size: int) -> Refusal:
    if sign in _TIMES_UP:
        return refusal("too_slow", name)
    if sign == signal.SIGKILL:
        return refusal("too_much_memory", name, limit=LIMITS.memory_for(size) // MEGABYTE)
    return refusal("crashed", name)
