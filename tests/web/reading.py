"""Reading a page as a strict reader does: every element closed, every id its own, nothing inline."""

import json
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "img", "input", "br", "hr", "source", "wbr"}
_SELF_CLOSED = {"path", "circle", "ellipse", "rect"}


class Page(HTMLParser):
    """A page taken apart; `faults` says what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self._data = ""
        self.blocks: list[Any] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self._open]
        ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        self.faults += [f"id {each} is there twice" for each in {each for each in ids if ids.count(each) > 1}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, attributes))
        if "style" in attributes or tag == "style":
            self.faults.append(f"<{tag}> carries its own style")
        self.faults += [
            f"<{tag}> carries a script in {name}" for name in attributes if name.startswith(("on", "hx-on"))
        ]
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json":
            self.faults.append("a script is written into the page")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SELF_CLOSED | VOID:
            self.faults.append(f"<{tag}/> closes itself")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
            return
        self._open.pop()
        if tag == "script" and self._data:
            self.blocks.append(json.loads(self._data))
            self._data = ""

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self._data += data
        elif data.strip():
            self.words.append(data.strip())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Every element of a kind whose attributes are as wanted (`class_` looks for one class)."""
        found = []
        for name, attributes in self.elements:
            classes = attributes.get("class", "").split()
            if name == tag and all(
                value in classes if key == "class_" else attributes.get(key) == value for key, value in wanted.items()
            ):
                found.append(attributes)
        return found

    def says(self, words: str) -> bool:
        """Whether the words can be read on the page."""
        return words.replace("\u00a0", " ") in " ".join(self.words).replace("\u00a0", " ")
