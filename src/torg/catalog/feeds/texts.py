"""Texts: what is left of a seller's titles and descriptions when markup, control characters and noise are gone."""

import html
import re
import unicodedata
from collections.abc import Callable

import nh3

from torg.catalog.feeds.encoding import STRAY, mend_strays

Warn = Callable[[str, object, str], None]
"""Takes the field, its value and the reason."""

_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
)
_SPACES = "\t\n\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_STRAYS = f"{chr(STRAY)}-{chr(STRAY + 0xFF)}"
_TWICE = "[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]"
_MOJIBAKE = re.compile(_TWICE)
_INVISIBLES = re.compile(f"[{_INVISIBLE}\ud800-\udfff]")
_SPACE = re.compile(f"[{_SPACES} ]+")
_LINE_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
_STRAY = re.compile(f"[{_STRAYS}]")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BLOCK = re.compile(r"<(?=/?(?:br|p|div|li|ul|ol|tr|td|th|h[1-6]|table|section)\b)", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:br|p|div|li|ul|ol|tr|h[1-6]|table)\b", re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h[1-6]\b[^<>]{0,2000}>", re.IGNORECASE)
_DIVISION = re.compile(
    r"<(/?)(?:div|section|article|header|footer|main|aside|blockquote|center|figure|pre)\b[^<>]{0,2000}>", re.IGNORECASE
)
_EMPTY = re.compile(r"<(p|h3|li|ul|ol|b|i|em|strong)>\s*</\1>")
_BREAKS = re.compile(r"(?:<br>\s*){3,}")
_PARAGRAPHS = re.compile(r"\n\s*\n")

ALLOWED_TAGS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h3", "sub", "sup", "dl", "dt", "dd",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
"""Everything that a description may be marked up with; nothing has attributes, so nothing is linked or loaded."""


def clean_line(text: str, field: str, warn: Warn, limit: int) -> str:
    """Give a title or a name as one line of plain text, at most `limit` characters of it."""
    if len(text) > limit * 8:
        text = text[: limit * 8]
        cut = True
    else:
        cut = False
    if _is_suspect(text):
        text = _unescaped(_mended(text, field, warn))
        if _TAG.search(text):
            text = html.unescape(nh3.clean(_BLOCK.sub(" <", text), tags=set(), attributes={}))
        text = _SPACE.sub(" ", _INVISIBLES.sub("", text))
    text = _composed(text.strip())
    if len(text) > limit or cut:
        warn(field, text, f"longer than {limit} characters: cut")
        text = text[:limit].rstrip()
    return text


def clean_html(text: str, field: str, warn: Warn, limit: int) -> str:
    """Give a description as HTML of `ALLOWED_TAGS` without attributes, at most about `limit` characters of it."""
    text = text.strip()
    if len(text) > limit:
        warn(field, text, f"longer than {limit} characters: cut")
        text = text[:limit]
    if _is_suspect(text):
        text = _unescaped(_mended(text, field, warn))
        text = _LINE_SPACE.sub(" ", _INVISIBLES.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
    text = _composed(text)
    if not _TAG.search(text):
        return _paragraphs(html.escape(text, quote=False))
    if not _BLOCK_TAG.search(text):
        text = text.strip().replace("\n", "<br>")
    text = _DIVISION.sub(r"<\1p>", _HEADING.sub(r"<\1h3>", text))
    text = nh3.clean(text, tags=ALLOWED_TAGS, attributes={}, link_rel=None).replace("&nbsp;", " ")
    for _ in range(3):
        text, emptied = _EMPTY.subn("", text)
        if not emptied:
            break
    return _BREAKS.sub("<br><br>", text).strip()


def _is_suspect(text: str) -> bool:
    """Tell whether anything in a text may need cleaning; most texts need none, and this is quick to see."""
    return not text.isprintable() or "<" in text or "&" in text or "  " in text or "Ã" in text or "Â" in text


def _paragraphs(text: str) -> str:
    if "\n" not in text:
        return text.strip()
    parts = [part.strip().replace("\n", "<br>") for part in _PARAGRAPHS.split(text) if part.strip()]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


def _unescaped(text: str) -> str:
    """Undo escaping however many times it was done (`&amp;amp;amp;`), within reason."""
    for _ in range(6):
        if "&" not in text:
            break
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    return text


def _mended(text: str, field: str, warn: Warn) -> str:
    if _STRAY.search(text):
        warn(field, mend_strays(text), "has bytes of another encoding: read as Windows-1252")
        text = mend_strays(text)
    if _MOJIBAKE.search(text):
        try:
            mended = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return text
        warn(field, text, "was encoded as UTF-8 twice: mended")
        return mended
    return text


def _composed(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)
