"""Paths into rows: `name`, `product.name.finnish`, `images[].url`, `images[0]`, `param[@name=Colour].#text`."""

import re
from collections.abc import Mapping

from msgspec import Struct

from torg.catalog.feeds.errors import BadMapping

_STEP = re.compile(r"([^.\[\]]+)((?:\[[^\[\]]*\])*)(?:\.|$)")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
MOST_VALUES = 1_000


class Step(Struct, frozen=True):
    """One key of a path, and which of the values there are meant."""

    key: str
    every: bool = False
    place: int | None = None
    where: tuple[str, str] | None = None


Path = tuple[Step, ...]


def parse_path(text: str, where: str) -> Path:
    """Read a path; raises BadMapping."""
    steps: list[Step] = []
    place = 0
    while place < len(text):
        found = _STEP.match(text, place)
        if found is None:
            raise BadMapping(f"{where}: {text!r} is no path.")
        place = found.end()
        steps.append(_step(found[1], found[2], where))
    if not steps:
        raise BadMapping(f"{where}: the path is empty.")
    return tuple(steps)


def _step(key: str, choices: str, where: str) -> Step:
    every, place, condition = False, None, None
    for choice in _CHOICE.findall(choices):
        name, equals, wanted = choice.partition("=")
        if not choice:
            every = True
        elif equals:
            condition = (name.strip(), wanted.strip())
        elif choice.lstrip("-").isdigit() and len(choice) < 6:
            place = int(choice)
        else:
            raise BadMapping(f"{where}: [{choice}] is none of [], [0] and [name=value].")
    return Step(key, every, place, condition)


def value_at(record: Mapping[str, object], path: Path) -> object:
    """Give the value at a path; a list where the path has `[]`, none where there is nothing."""
    values: list[object] = [record]
    many = False
    for step in path:
        many = many or step.every
        values = [value for found in values for value in _taken(found, step)][:MOST_VALUES]
        if not values:
            return None
    if many:
        return [plain(value) for value in values]
    return plain(values[0])


def plain(value: object) -> object:
    """Give the text of an XML element that has attributes beside it, and other values as they are."""
    return value["#text"] if isinstance(value, dict) and "#text" in value else value


def _taken(value: object, step: Step) -> list[object]:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict) or (found := value.get(step.key)) is None:
        return []
    several = found if isinstance(found, list) else [found]
    if step.where is not None:
        name, wanted = step.where
        several = [each for each in several if isinstance(each, dict) and str(each.get(name)) == wanted]
    if step.every:
        return several
    if step.place is not None:
        return several[step.place :][:1] if -len(several) <= step.place < len(several) else []
    return [found] if isinstance(found, list) and step.where is None else several[:1]
