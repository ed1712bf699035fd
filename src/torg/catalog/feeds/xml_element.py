"""One XML element, read into dictionaries, lists and texts; nothing in it is ever resolved or fetched."""

import html
import re
from xml.parsers import expat

from torg.catalog.feeds.encoding import decoded
from torg.catalog.feeds.models import MAX_DEPTH, MAX_FIELD, RowFault

Element = dict[str, object]
"""Children by tag (a list when repeated), attributes as `@name`, and the text beside them as `#text`."""

_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0|x0|[1-8]|1[124-9]|2\\d|3[01]);")
_SKU = re.compile(rb"<(?:[\w.-]+:)?(?:id|sku)\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,100})")


_HEAD = 2**16


def sku_in(element: bytes) -> str | None:
    """Find the article number in an element that cannot be read as a whole."""
    found = _SKU.search(element[:_HEAD])
    return decoded(found[1]).strip() or None if found else None


def read_element(element: bytes) -> Element:
    """Read one element; lone ampersands and HTML's entities are mended, other faults raise RowFault."""
    try:
        return _parse(element)
    except expat.ExpatError as fault:
        first = fault
    text = _NAMED.sub(_unnamed, decoded(element))
    mended = _AMPERSAND.sub("&amp;", _NOT_XML.sub("", text)).encode("utf-8", "replace")
    try:
        return _parse(mended)
    except expat.ExpatError:
        raise RowFault(None, decoded(element[:400]), f"is malformed XML: {first}") from None


def _unnamed(entity: re.Match[str]) -> str:
    if entity[1] in {"amp", "lt", "gt", "quot", "apos"}:
        return entity[0]
    plain = html.unescape(entity[0])
    return plain if plain != entity[0] else f"&amp;{entity[1]};"


def _parse(element: bytes) -> Element:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    builder = _Builder()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.Parse(element, True)  # noqa: FBT003 - expat's own signature.
    root = builder.root
    return root if isinstance(root, dict) else {"#text": root}


class _Builder:
    """Collects an element from expat's events into dictionaries, lists and texts."""

    def __init__(self) -> None:
        self.open: list[tuple[str, Element]] = []
        self.parts: list[str] = []
        self.stack: list[list[str]] = []
        self.root: object = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise RowFault(name, "", f"nests deeper than {MAX_DEPTH} elements")
        self.open.append((name, {f"@{key}": value for key, value in attributes.items()} if attributes else {}))
        self.stack.append(self.parts)
        self.parts = []

    def text(self, piece: str) -> None:
        self.parts.append(piece)

    def end(self, name: str) -> None:
        text = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        if len(text) > MAX_FIELD:
            raise RowFault(name, text[:300], f"is longer than {MAX_FIELD} characters")
        self.parts = self.stack.pop()
        _, children = self.open.pop()
        value: object = text
        if children:
            if text and not text.isspace():
                children["#text"] = text
            value = children
        if not self.open:
            self.root = value
            return
        parent = self.open[-1][1]
        if name not in parent:
            parent[name] = value
        elif isinstance(known := parent[name], list):
            known.append(value)
        else:
            parent[name] = [known, value]
