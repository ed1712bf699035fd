"""What people may write: plain words, without markup, links or addresses."""

import re

import nh3

from torg.content.review_errors import BadReview, LinksRefused

_LINK = re.compile(
    r"""(?ix)
    (?:https?|ftp)\s*:\s*/\s*/ | \bwww\s*\. | [^\s@]+@[^\s@]+\.[a-z]{2,}
    | \b[a-z0-9][a-z0-9-]{1,62}\s?(?:\.|\[\.\]|\(dot\)|\(punkt\))\s?
      (?:com|net|org|info|shop|store|biz|xyz|top|link|click|app|io|me|ru|cn|se|no|nu|dk|fi|is|eu|de)\b(?=/|\s|$|[),!?])
    """
)
_PHONE = re.compile(r"(?<![\d.,-])\+?\d(?:[\s()/-]?\d){8,14}(?![\d.,-])")
_SPACES = re.compile(r"[^\S\n]+")


def plain(text: str, longest: int, *, what: str) -> str:
    """Give a text without markup, its spaces tidied; raises `BadReview` when too long, `LinksRefused` for addresses.

    What looks like markup but is none (`2 < 3`) stays as it was typed.
    """
    bare = nh3.clean(text.replace("\x00", ""), tags=set()) if "<" in text else text.replace("\x00", "")
    bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", '"')
    bare = "".join(sign for sign in bare.replace("\r\n", "\n") if sign == "\n" or sign.isprintable() or sign == "\t")
    lines = [_SPACES.sub(" ", line).strip() for line in bare.split("\n")]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(tidy) > longest:
        raise BadReview(f"{what} has at most {longest:,} characters; this has {len(tidy):,}.")
    if _LINK.search(tidy) or _PHONE.search(tidy):
        raise LinksRefused
    return tidy


def shouted(text: str) -> bool:
    """Tell whether a text is written in capitals, or one sign again and again: for a person to look at first."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return (len(letters) > 20 and capitals > 0.7 * len(letters)) or bool(re.search(r"(.)\1{5,}", text))
