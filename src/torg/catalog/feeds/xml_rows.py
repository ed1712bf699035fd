"""Repeated elements of an XML feed, each read on its own, so that a malformed one spoils no other.

Nothing is ever resolved: a feed with a document type (where entities and bombs are declared) is refused.
"""

import html
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from torg.catalog.feeds.encoding import decoded
from torg.catalog.feeds.models import MAX_DEPTH, MAX_ELEMENT, MAX_FIELD, FeedFault, Refused, RowFault, shortened

Element = dict[str, object]
"""Children by tag (a list when repeated), attributes as `@name`, and the text beside them as `#text`."""

ITEM_TAGS = (
    "item",
    "entry",
    "product",
    "produkt",
    "offer",
    "vare",
    "tuote",
    "artikel",
    "article",
    "listing",
    "shopitem",
)
_CHUNK = 2**18
_HEAD = 2**16
_TAIL = 4_096
_MOST_NESTED = 50
_NAMESPACE = re.compile(rb"""xmlns:([\w.-]{1,40})\s*=\s*["']([^"'<>]{0,300})["']""")
_ROOT = re.compile(rb"\s*<([A-Za-z_][\w:.-]{0,100})")
_SKIPPED = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0|x0|[1-8]|1[124-9]|2\\d|3[01]);")
_SKU = re.compile(rb"<(?:[\w.-]+:)?(?:id|sku)\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,100})")


class XmlElements:
    """The elements of one name in a stream of UTF-8, cut out one at a time."""

    def __init__(self, stream: BinaryIO, tags: tuple[str, ...]) -> None:
        """Look for elements of any of the names `tags`, with or without prefix; the first that comes decides."""
        self.stream = stream
        self.buffer = b""
        self.place = 0
        self.line = 1
        self.counted = 0
        self.ended = False
        self.namespaces: dict[str, str] = {}
        self.root = b""
        names = b"|".join(re.escape(tag.encode()) for tag in tags)
        self._open = re.compile(rb"<!--|<!\[CDATA\[|<((?:[\w.-]{1,40}:)?(?:" + names + rb"))(?=[\s>/])", re.IGNORECASE)
        self._inner = self._open
        self._locked = self._may_nest = False
        self._patience = MAX_ELEMENT

    def __iter__(self) -> Iterator[tuple[int, bytes] | Refused]:
        """Give each element with the line where it starts; raises FeedFault at the end of a broken feed."""
        self._read_head()
        while self._find_open():
            yield from self._cut_element()
        self._check_end()

    def _read_head(self) -> None:
        while len(self.buffer) < _HEAD and self._fill():
            pass
        head = self.buffer[:_HEAD].removeprefix(b"\xef\xbb\xbf")
        place = 0
        while skipped := _SKIPPED.match(head, place):
            place = skipped.end()
        rest = head[place:].lstrip()
        if rest[:9].upper() == b"<!DOCTYPE":
            if rest[9:40].lstrip()[:4].lower() == b"html":
                raise FeedFault("this is a web page, not a feed", 1)
            raise FeedFault("the feed declares a document type (DTD): entities and external references are refused", 1)
        root = _ROOT.match(rest)
        if root is None:
            raise FeedFault("this is no XML: no element was found at its start", 1)
        self.root = root[1]
        if self.root.lower() == b"html":
            raise FeedFault("this is a web page, not a feed", 1)
        first = self._open.search(head, place)
        declared = head[: head.find(b">", first.end()) if first and first[1] else len(head)]
        self.namespaces = {name.decode(): uri.decode("utf-8", "replace") for name, uri in _NAMESPACE.findall(declared)}

    def _fill(self) -> bool:
        """Take more of the stream into the buffer; the more, the longer the element is already."""
        if self.ended:
            return False
        if self.place > _CHUNK:
            self._count_to(self.place)
            self.buffer = self.buffer[self.place :]
            self.place = self.counted = 0
        piece = self.stream.read(max(_CHUNK, len(self.buffer) - self.place))
        self.ended = not piece
        self.buffer += piece
        return not self.ended

    def _count_to(self, place: int) -> int:
        self.line += self.buffer.count(b"\n", self.counted, place)
        self.counted = place
        return self.line

    def _find_open(self) -> bool:
        """Go to the next element that is wanted, past comments."""
        while True:
            found = self._open.search(self.buffer, self.place)
            if found is None or found.end() >= len(self.buffer):
                self.place = found.start() if found else max(self.place, len(self.buffer) - _TAIL)
                if not self._fill():
                    return False
            elif found[1] is None:
                self.place = found.start()
                end = self._until(b"-->" if found[0] == b"<!--" else b"]]>", found.end())
                self.place = end if end is not None else self.place + len(found[0])
            else:
                self.place = found.start()
                if not self._locked:
                    self._lock(found[1])
                return True

    def _lock(self, name: bytes) -> None:
        """From here on only elements of the first name that came are wanted."""
        self._locked = True
        self._may_nest = name.rpartition(b":")[2].lower() not in {b"item", b"entry"}
        name = re.escape(name)
        self._open = re.compile(rb"<!--|<!\[CDATA\[|<(" + name + rb")(?=[\s>/])")
        self._inner = re.compile(rb"<!\[CDATA\[|<!--|<(" + name + rb")(?=[\s>/])|</" + name + rb"\s*>")

    def _cut_element(self) -> Iterator[tuple[int, bytes] | Refused]:
        line = self._count_to(self.place)
        end = self._until(b">", self.place)
        if end is None:
            yield self._unfinished(line)
        elif self.buffer[end - 2 : end - 1] == b"/":
            yield self._whole(line, end - self.place)
        else:
            yield self._close_element(line, end - self.place)

    def _close_element(self, line: int, offset: int) -> tuple[int, bytes] | Refused:
        """Cut out the element at `place`; `offset` is where its content starts, counted from there."""
        depth, closes, reopened = 1, 0, 0
        while True:
            found = self._inner.search(self.buffer, self.place + offset)
            if found is None:
                offset = max(offset, len(self.buffer) - self.place - 200)
                if len(self.buffer) - self.place > self._patience:
                    return self._refuse(line, "the element is too large or never closed", reopened)
                if not self._fill():
                    return self._unfinished(line)
                continue
            offset = found.end() - self.place
            if found[0].startswith(b"<!"):
                end = self._until(b"]]>" if found[0] == b"<![CDATA[" else b"-->", found.end())
                if end is None:
                    return self._unfinished(line)
                offset = end - self.place
            elif found[1]:
                depth += 1
                reopened = reopened or found.start() - self.place
                if not self._may_nest:
                    return self._refuse(line, "the element is not closed before the next one", reopened)
            else:
                depth, closes = depth - 1, closes + 1
                if depth == 0:
                    return self._whole(line, offset)
                if closes > _MOST_NESTED:
                    return self._refuse(line, "the element is not closed before the next one", reopened)

    def _whole(self, line: int, length: int) -> tuple[int, bytes]:
        element = self.buffer[self.place : self.place + length]
        self.place += length
        return line, element

    def _unfinished(self, line: int) -> Refused:
        """Refuse an element that does not end, where another one follows; raises FeedFault where none does."""
        following = self._open.search(self.buffer, self.place + 1)
        if following is None:
            self.place = len(self.buffer)
            raise FeedFault("the feed ends within an element: it was cut off", line)
        return self._refuse(line, "the element is never closed", following.start() - self.place)

    def _refuse(self, line: int, reason: str, length: int) -> Refused:
        """Refuse the element at `place`, and go on `length` bytes further (0: where the next one starts)."""
        element = self.buffer[self.place : self.place + (length or 2_000)]
        self._patience = max(_CHUNK, self._patience // 2)
        if not length:
            following = self._open.search(self.buffer, self.place + 1)
            length = (following.start() if following else len(self.buffer)) - self.place
        self.place += length
        return Refused(line, sku_in(element), None, shortened(decoded(element[:1_000])), reason)

    def _until(self, end: bytes, place: int) -> int | None:
        """Find the end of `end` after `place`, reading on within bounds; none when it is not there."""
        from_start = place - self.place
        while (found := self.buffer.find(end, self.place + from_start)) < 0:
            from_start = max(from_start, len(self.buffer) - self.place - len(end))
            if len(self.buffer) - self.place > self._patience or not self._fill():
                return None
        return found + len(end)

    def _check_end(self) -> None:
        closing = b"</" + self.root
        if closing not in self.buffer[-_HEAD:]:
            line = self._count_to(len(self.buffer))
            raise FeedFault(f"the feed ends before </{self.root.decode('utf-8', 'replace')}>: it was cut off", line)


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
