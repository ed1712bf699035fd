"""Facts that feeds write in many ways: availability, condition, GTIN, category, addresses, names of properties."""

import re
from typing import Literal

from torg.catalog.attributes import attribute_code
from torg.catalog.feeds.texts import Warn
from torg.catalog.gtins import BadGtin, canonical_gtin, is_restricted
from torg.catalog.models import Condition

Standing = Literal["available", "unavailable", "unknown"]

NOTHING = {"", "-", "--", "n/a", "na", "null", "none", "nan", "undefined", "not available", "ej angivet", "saknas"}
"""What people write where nothing is."""

_AVAILABLE = {
    "in stock", "available", "instock", "yes", "true", "1", "limited availability", "limitedavailability",
    "instoreonly",
    "onlineonly", "i lager", "på lager", "finns i lager", "finnes på lager", "varastossa", "saatavilla", "ja", "y",
    "kyllä", "tillgänglig", "available for order", "few left", "in_stock", "lagervara", "in store", "på lager igen",
    "j", "x", "on", "lager", "auf lager",
}  # fmt: skip
_UNAVAILABLE = {
    "out of stock", "outofstock", "oos", "sold out", "soldout", "discontinued", "unavailable", "no", "false", "0",
    "preorder", "pre order", "presale", "backorder", "backordered", "slut i lager", "slut", "ej i lager", "slutsåld",
    "utsolgt", "ikke på lager", "udsolgt", "loppu", "loppuunmyyty", "ei varastossa", "ei saatavilla", "nej", "nei", "n",
    "tilapäisesti loppu", "utgått", "utgår", "not available", "restnoterad", "beställningsvara", "bestillingsvare",
    "ei", "tilaustuote", "förbeställ", "onbackorder", "reserved", "madetoorder",
}  # fmt: skip
_CONDITIONS: dict[str, Condition] = {
    "new": "new", "ny": "new", "nytt": "new", "nya": "new", "uusi": "new", "brand new": "new", "newcondition": "new",
    "used": "used", "begagnad": "used", "begagnat": "used", "brukt": "used", "brugt": "used", "käytetty": "used",
    "usedcondition": "used", "pre owned": "used", "second hand": "used", "secondhand": "used",
    "refurbished": "refurbished", "renoverad": "refurbished", "rekonditionerad": "refurbished",
    "renovert": "refurbished", "renoveret": "refurbished", "istandsat": "refurbished", "kunnostettu": "refurbished",
    "refurbishedcondition": "refurbished", "reconditioned": "refurbished", "återställd": "refurbished",
}  # fmt: skip
_UNSAFE = re.compile(r"[ \"<>\\^`{|}]")
_URL = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20]{1,1990}", re.IGNORECASE)
_CATEGORY_NUMBER = re.compile(r"\s*(\d{1,9})\s*(?:-\s.*)?", re.ASCII | re.DOTALL)
_CATEGORY_CUT = re.compile(r"\s*(?:>|»|›|→|&gt;)\s*")


def standing(value: object) -> Standing:
    """Tell whether a feed's words say that an item can be had now."""
    if isinstance(value, bool):
        return "available" if value else "unavailable"
    words = str(value).casefold().rpartition("/")[2].replace("_", " ").replace("-", " ").strip(" .!")
    if words in _AVAILABLE:
        return "available"
    return "unavailable" if words in _UNAVAILABLE else "unknown"


def condition_of(value: object) -> Condition | None:
    """Give the condition that a feed's words mean; none when they are unknown."""
    return _CONDITIONS.get(str(value).casefold().rpartition("/")[2].replace("_", " ").replace("-", " ").strip())


def gtin_of(value: object, warn: Warn) -> str | None:
    """Give a canonical GTIN that means the same to everybody; warns of what is none, and of in-store numbers."""
    text = str(value).strip().strip("'\"=").strip()
    if text.casefold() in NOTHING or not text.strip("0"):
        return None
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    try:
        gtin = canonical_gtin(text.rjust(8, "0") if text.isdigit() and len(text) == 7 else _padded(text))
    except BadGtin as refusal:
        damaged = "e+" in text.casefold()
        reason = "was turned into a rounded number by a spreadsheet" if damaged else refusal.detail
        warn("gtin", value, f"{reason.rstrip('.')}: left out")
        return None
    if is_restricted(gtin):
        warn("gtin", value, "is a number for use within one shop: left out")
        return None
    return gtin


def address_of(value: object) -> str | None:
    """Give a web address (http or https) that is safe to link to; none when the text is none."""
    text = str(value).strip()
    if text.startswith("//"):
        text = f"https:{text}"
    text = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", text)
    return text if len(text) <= 2_000 and _URL.fullmatch(text) else None


def google_category_of(value: object) -> int | None:
    """Give the number of a Google category (`2271`, `2271 - Clothing > Dresses`); none when it is a path."""
    found = _CATEGORY_NUMBER.fullmatch(str(value))
    return int(found[1]) or None if found else None


def category_path(text: str) -> str:
    """Give a category path with its parts separated by ` > `, empty parts left out."""
    return " > ".join(part.strip() for part in _CATEGORY_CUT.split(text) if part.strip())


def property_code(name: str) -> str:
    """Give the code of a property, the same in all languages for the common ones: `Färg` is `colour`."""
    return attribute_code(name.strip().removeprefix("pa_").removeprefix("attribute:"))[:60]


def _padded(text: str) -> str:
    """Give back the leading zeros that spreadsheets take away from 12- and 13-digit codes."""
    return text.zfill(12) if text.isdigit() and 9 <= len(text) <= 11 else text
