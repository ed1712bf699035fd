"""Measures: what can be done against illegal or unfit content, each with its undoing beside it.

Domains above this one add theirs (`add_measure`): a review is taken down by the domain that has reviews.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.trust.errors import UnknownMeasure
from torg.trust.models import Affected, Reasons

Undone = dict[str, Any]
"""What has to be known in order to take a measure back."""
FindAffected = Callable[[Connection, int], Awaitable[Affected]]
Take = Callable[[Connection, Actor, int, Reasons, datetime | None], Awaitable[Undone]]
Undo = Callable[[Connection, Actor, int, Undone], Awaitable[bool]]


@dataclass(frozen=True)
class Measure:
    """One thing that can be done, how the DSA Transparency Database names it, and how it is taken back."""

    code: str
    about: str
    """The kind of thing it is done to: `seller`, `product`, `offer`, `review`."""
    title: str
    """A msgid that says what is done."""
    affected: FindAffected
    take: Take
    undo: Undo
    """Take it back; tell whether anything was restored (something else may hold it down)."""
    named: tuple[str, str]
    """Field and value in the Transparency Database: `decision_visibility`, `DECISION_VISIBILITY_CONTENT_REMOVED`."""
    content_type: str
    """In the Transparency Database, without `CONTENT_TYPE_`: `PRODUCT`, `TEXT`, `OTHER`."""


_measures: dict[str, Measure] = {}


def add_measure(measure: Measure) -> Measure:
    """Make a measure known by its code."""
    _measures[measure.code] = measure
    return measure


def measure_of(code: str) -> Measure:
    """Give the measure of that code; raises `UnknownMeasure`."""
    measure = _measures.get(code)
    if measure is None:
        raise UnknownMeasure(f"There is no measure {code[:40]!r}.")
    return measure


def measures_about(kind: str) -> list[Measure]:
    """List what can be done to something of a kind, the mildest first."""
    return [measure for measure in _measures.values() if measure.about == kind]


def all_measures() -> list[Measure]:
    """List every measure."""
    return list(_measures.values())
