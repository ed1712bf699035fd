"""Repeated elements of an XML feed, each read on its own, so that a malformed one spoils no other.

Nothing is ever resolved: a feed with a document type (where entities and bombs are declared) is refused.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from torg.catalog.feeds.encoding import decoded
from torg.catalog.feeds.models import MAX_ELEMENT, FeedFault, Refused, shortened
from torg.catalog.feeds.xml_element import sku_in

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
_MOST_UNCLOSED = 1_000
_NAMESPACE = re.compile(rb"""xmlns:([\w.-]{1,40})\s*=\s*["']([^"'<>]{0,300})["']""")
_ROOT = re.compile(rb"\s*<([A-Za-z_][\w:.-]{0,100})")
_SKIPPED = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)


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
        self._inner = self._wanted = self._open
        self._locked = self._may_nest = False
        self._patience = MAX_ELEMENT
        self._unclosed = 0

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
                opened = self.place + len(found[0])
                # A comment in a comment is malformed: the first one was meant to end before.
                closed = end is not None and self.buffer.find(found[0], opened, end) < 0
                self.place = end if end is not None and closed else opened
                self._unclosed += not closed
                if self._unclosed > _MOST_UNCLOSED:
                    raise FeedFault("comments are opened and not closed", self._count_to(opened))
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
        self._wanted = re.compile(b"<" + name + rb"(?=[\s>/])")
        self._inner = re.compile(rb"<!\[CDATA\[|<!--|<(" + name + rb")(?=[\s>/])|</" + name + rb"\s*>")

    def _cut_element(self) -> Iterator[tuple[int, bytes] | Refused]:
        line = self._count_to(self.place)
        end = self._until(b">", self.place)
        if end is None:
            yield self._unfinished(line)
        elif self.buffer.find(b"<", self.place + 1, end) > 0:
            yield self._refuse(line, "the element's tag is not closed", 0)
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
                past = self._past_text(line, offset, b"]]>" if found[0] == b"<![CDATA[" else b"-->")
                if isinstance(past, Refused):
                    return past
                offset = past
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

    def _past_text(self, line: int, offset: int, end: bytes) -> int | Refused:
        """Give where a comment or CDATA from `offset` on ends; an element in it means that it was not closed."""
        place = self._until(end, self.place + offset)
        if place is None:
            return self._unfinished(line)
        if swallowed := self._wanted.search(self.buffer, self.place + offset, place):
            return self._refuse(line, "a text in the element is not closed", swallowed.start() - self.place)
        return place - self.place

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
