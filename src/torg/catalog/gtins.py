"""GTINs: one way to write a code, and which codes mean the same thing to everybody."""

import re
from functools import lru_cache
from typing import ClassVar

from stdnum import ean

from torg.core.errors import Refusal

_SEPARATORS = str.maketrans("", "", " \t\u00a0-'")
# Eleven digits are a UPC whose leading zero a spreadsheet took for a number's: common, and still checked by its last.
_DIGITS = re.compile(r"[0-9]{8}|[0-9]{11,14}", re.ASCII)
# GS1 General Specifications, table of prefixes: restricted circulation within a shop, a company or a region
# (020–029, 040–049, 200–299), refund receipts (980), common currency coupons (981–984) and coupons (990–999).
_RESTRICTED = re.compile(r"0[24]|2|98|99", re.ASCII)
_RESTRICTED_8 = re.compile(r"[02]", re.ASCII)


class BadGtin(Refusal):
    """That is no GTIN: it wants 8, 12, 13 or 14 digits, the last of which checks the others."""

    code: ClassVar[str] = "bad_gtin"
    status: ClassVar[int] = 400


@lru_cache(maxsize=16384)
def canonical_gtin(text: str) -> str:
    """Give a GTIN as 8, 13 or 14 digits, however it was written; raises `BadGtin`.

    UPC-12 becomes EAN-13, and leading zeros of a longer form are taken away, so that equal codes are equal texts.
    Answers are kept for a while, because an import asks twice: when it reads a row, and when it stores it.
    """
    digits = text.translate(_SEPARATORS)
    if not _DIGITS.fullmatch(digits) or not digits.strip("0"):
        raise BadGtin(f"{text[:40]!r} is no GTIN: it wants 8, 12, 13 or 14 digits.")
    if ean.calc_check_digit(digits[:-1]) != digits[-1]:
        raise BadGtin(f"{text[:40]!r} is no GTIN: its last digit does not check the others.")
    bare = digits.lstrip("0")
    # A UPC-E-like short number keeps at least eight digits; the check digit is the same under any padding.
    if len(digits) == 8 or len(bare) <= 8:
        return bare.zfill(8)
    return bare.zfill(13)


def is_restricted(gtin: str) -> bool:
    """Tell whether a canonical GTIN means something only inside one shop, so that it never matches another's."""
    if len(gtin) == 8:
        return _RESTRICTED_8.match(gtin) is not None
    return _RESTRICTED.match(gtin[-13:]) is not None
