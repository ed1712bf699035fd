"""The plain text of a mail, made from its HTML, so that both always say the same."""

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "h1", "h2", "h3", "li", "tr", "table", "ul", "ol", "blockquote", "header", "footer"}
_SILENT = {"style", "head", "title", "script"}


def text_of(html: str) -> str:
    """Give what an HTML mail says as plain text: paragraphs, lists with dashes, addresses after their links."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in {"td", "th"}:
            self.parts.append("  ")
        elif tag in _BLOCKS:
            self.parts.append("\n" if tag == "tr" else "\n\n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._links:
            link = self._links.pop()
            if link and not "".join(self.parts).endswith(link):
                self.parts.append(f" ({link})")
        elif tag in _BLOCKS and tag not in {"li", "tr"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keep what is said."""
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))
