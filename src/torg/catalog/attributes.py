"""What attributes and their values are called: one code and one key for what sellers say in five languages."""

import re
from functools import cache, lru_cache
from hashlib import blake2s

from msgspec import Struct

from torg.catalog.attribute_measures import measure_key, measure_name
from torg.catalog.attribute_values import ValueSet, lines_of, plain_word, value_set, without_marks
from torg.catalog.operator_choices import chosen_name
from torg.markets.models import LANGUAGES

_LONGEST_CODE = 60
_LONGEST_KEY = 80
_LONGEST_CACHED = 200
"""Characters; a longer value is read anew each time, so that a hostile feed cannot fill the memory."""
_NO_WORD = re.compile(r"[\W_]+")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_PREFIX = re.compile(r"^(?:g:|attribute:|attribute_|pa_|pa-)", re.IGNORECASE)
_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_BETWEEN = re.compile(r"\s*[/,;&+|]\s*|\s+(?:och|og|ja|and)\s+")
_SHARE = re.compile(
    r"(?P<share>\d{1,3})(?:[.,]0+)?\s*%\s*(?P<what>\S.*)|(?P<what2>\S.*?)\s*\(?(?P<share2>\d{1,3})\s*%\)?"
)
_PART = re.compile(r"(?P<key>[a-z0-9_]+)(?:-(?P<share>\d{1,3}))?")
_MOST_PARTS = 6


class _Known(Struct, frozen=True):
    """One attribute of `attributes.tsv`."""

    code: str
    values: str
    unit: str
    names: dict[str, str]


@lru_cache(maxsize=8192)
def attribute_code(name: str) -> str:
    """Give the code of an attribute by any of its names: `Färg`, `Color` and `väri` are `colour`.

    An unknown name becomes a code of its own words, `Antal USB-portar` `antal_usb_portar`; nothing is left of
    a name without letters or digits.
    """
    own = _PREFIX.sub("", name[:_LONGEST_CACHED].strip())
    for words in (own, _REMARK.sub("", own)):
        known = _names().key_of(words)
        if known is not None:
            return known
    code = _NO_WORD.sub("_", without_marks(own.casefold())).strip("_")[:_LONGEST_CODE].rstrip("_")
    # What is left may be a known name (`*Color#`): a code is always the code of itself.
    return code if code == name else attribute_code(code)


def attribute_name(code: str, language: str) -> str:
    """Give what an attribute is called in a language, the operator's own name first."""
    return chosen_name(code, language) or built_in_name(code, language)


def known_codes() -> list[str]:
    """Give the codes of all attributes that have names in every language."""
    return list(_attributes())


@lru_cache(maxsize=16384)
def built_in_name(code: str, language: str) -> str:
    """Give what an attribute is called unless the operator says otherwise; an unknown code as its own words."""
    known = _known(code)
    if known is None:
        return _capitalised(code.replace("_", " ").strip())
    return known.names.get(language) or known.names["en"]


def value_key(code: str, value: str) -> str:
    """Give the key of a value, the same in every language: `röd` and `punainen` are `red`, `1,5 liter` is `1.5-l`.

    Several values of a closed set are joined by full stops (`black.white`), shares stand after theirs
    (`cotton-80.polyester-20`). What no set knows becomes an ASCII slug in small letters: `Blå/XYZ` is `bla-xyz`.
    """
    return _key(code, " ".join(value.split())) if len(value) <= _LONGEST_CACHED else _slug(value)


@lru_cache(maxsize=65536)
def value_name(code: str, key: str, language: str) -> str | None:
    """Give what a value is called in a language; none when its words are its seller's own."""
    known = _known(code)
    if known is None or known.values == "-":
        return None
    language = language if language in LANGUAGES else "en"
    if known.values == "measure":
        return measure_name(key, language)
    names = value_set(known.values).names
    if (key, language) in names:
        return _capitalised(names[key, language])
    if known.values == "size" and (measure := measure_name(key, language)):
        return measure
    parts = [_PART.fullmatch(part) for part in key.split(".")]
    if not all(part and (part["key"], language) in names for part in parts):
        return None
    written = [_share_name(names[part["key"], language], part["share"], language) for part in parts if part]
    return _capitalised(("/" if known.values in {"colour", "size"} else ", ").join(written))


@lru_cache(maxsize=65536)
def _key(code: str, value: str) -> str:
    known = _known(code)
    if known is None or known.values == "-":
        return _slug(value)
    if known.values == "measure":
        return measure_key(value, known.unit) or _slug(value)
    closed = value_set(known.values)
    found = closed.key_of(value) or _joined(closed, value)
    if found is None and known.values == "size":
        found = measure_key(value, "size")
    return found or _slug(value)


def _joined(closed: ValueSet, value: str) -> str | None:
    """Give the key of several values of a closed set, each perhaps with its share in per cent."""
    parts = _BETWEEN.split(value.strip(" .,;/"))
    if len(parts) > _MOST_PARTS:
        return None
    keys: dict[str, None] = {}
    for part in parts:
        found = _SHARE.fullmatch(part)
        key = closed.key_of((found["what"] or found["what2"]) if found else part)
        if key is None:
            return None
        share = int(found["share"] or found["share2"]) if found else 100
        keys[key if share >= 100 else f"{key}-{share}"] = None
    return ".".join(keys)


def _share_name(name: str, share: str | None, language: str) -> str:
    if share is None:
        return name
    return f"{share}% {name}" if language == "en" else f"{share}\u00a0% {name}"


def _slug(value: str) -> str:
    slug = _NO_SLUG.sub("-", without_marks(value[:_LONGEST_CACHED].casefold())).strip("-")
    if slug and len(slug) <= _LONGEST_KEY and len(value) <= _LONGEST_CACHED:
        return slug
    # Texts that differ only where a slug says nothing must not become one choice.
    return f"{slug[: _LONGEST_KEY - 11]}-{blake2s(value.casefold().encode(), digest_size=5).hexdigest()}".strip("-")


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=4096)
def _known(code: str) -> _Known | None:
    return _attributes().get(code) or _attributes().get(attribute_code(code))


@cache
def _attributes() -> dict[str, _Known]:
    attributes = {}
    for code, values, *cells in lines_of("attributes.tsv"):
        kind, _, unit = values.partition("/")
        names: dict[str, str] = {language: cell.split("|")[0] for language, cell in zip(LANGUAGES, cells, strict=True)}
        attributes[code] = _Known(code, kind, unit, names)
    return attributes


@cache
def _names() -> ValueSet:
    keys: dict[str, str] = {}
    rows = lines_of("attributes.tsv")
    for code, *_ in rows:
        keys[plain_word(code)] = code
    for code, _, *cells in rows:
        for cell in cells:
            for name in cell.split("|"):
                keys.setdefault(plain_word(name), code)
    for word, code in list(keys.items()):
        keys.setdefault("=" + without_marks(word), code)
    return ValueSet(keys, {})
