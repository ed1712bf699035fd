"""Organisation numbers: checked by the country's own rule, kept without separators."""

import re
from collections.abc import Callable

from stdnum import luhn
from stdnum.dk import cvr
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus
from stdnum.no import orgnr as no_orgnr

from torg.sellers.errors import BadOrgNumber
from torg.sellers.eu_numbers import EU, HOMES, eu_company_number

_SEPARATORS = str.maketrans("", "", " \t\u00a0-.")


def canonical_org_number(country: str, text: str) -> str:
    """Give an organisation number as its register has it, without separators; raises `BadOrgNumber`.

    Sweden: 10 digits (also written with 12, or the personal or co-ordination number of a sole trader). Norway: 9,
    Denmark: 8 (CVR), Finland: 8 (Y-tunnus), Iceland: 10 (kennitala). Source: nordic.md row 9. Other countries of the
    EU: the number of the trade register, or the VAT number.
    """
    if country in EU and country not in _RULES:
        number = eu_company_number(country, text[:60])
        if number is None:
            raise BadOrgNumber(f"{text[:40]!r} is no company number of {country}: write that of the trade register.")
        return number
    rule = _RULES.get(country)
    if rule is None:
        raise BadOrgNumber(f"Companies of {country[:20]!r} cannot sell here; those of {', '.join(HOMES)} can.")
    digits = rule(text[:60])
    if digits is None:
        raise BadOrgNumber(f"{text[:40]!r} is no organisation number of {country}: {_SHAPES[country]}.")
    return digits


def _swedish(text: str) -> str | None:
    digits = _bare(text, ("SE",)).replace("+", "")
    # As a VAT number the two last digits count the businesses under one number: SE556012579001.
    if len(digits) == 12 and text.strip().upper().startswith("SE") and digits.endswith("01"):
        digits = digits[:10]
    # python-stdnum refuses twelve digits: 16 before an organisation, the century before a person.
    if len(digits) == 12 and digits[:2] in {"16", "18", "19", "20"}:
        digits = digits[2:]
    if not re.fullmatch(r"[1-9][0-9]{9}|0[0-9]{9}", digits, re.ASCII) or not digits.strip("0"):
        return None
    month, day = int(digits[2:4]), int(digits[4:6])
    is_organisation = month >= 20
    # A co-ordination number has 60 added to the day, which python-stdnum's personnummer does not know.
    is_person = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
    return digits if (is_organisation or is_person) and luhn.is_valid(digits) else None


def _norwegian(text: str) -> str | None:
    digits = re.sub(r"MVA$", "", _bare(text, ("NO",)), flags=re.ASCII)
    return _checked(digits, no_orgnr.validate) if digits[:1] in {"8", "9"} else None


def _danish(text: str) -> str | None:
    return _checked(_bare(text, ("DK",)), cvr.validate)


def _finnish(text: str) -> str | None:
    digits = _bare(text, ("FI",))
    return _checked(digits.zfill(8) if len(digits) == 7 else digits, ytunnus.validate)


def _icelandic(text: str) -> str | None:
    # The checksum of a kennitala is a warning at most, so only its shape and date part decide.
    digits = _bare(text, ("IS",))
    shape = re.fullmatch(r"([0-7][0-9])([01][0-9])[0-9]{5}[09]", digits, re.ASCII)
    if not shape:
        return None
    day, month = int(shape[1]) % 40, int(shape[2])
    return digits if 1 <= day <= 31 and 1 <= month <= 12 else None


def _bare(text: str, prefixes: tuple[str, ...]) -> str:
    bare = text.translate(_SEPARATORS).upper()
    for prefix in prefixes:
        bare = bare.removeprefix(prefix)
    return bare


def _checked(digits: str, validate: Callable[[str], str]) -> str | None:
    if not digits.isascii() or not digits.isdigit() or not digits.strip("0"):
        return None
    try:
        return validate(digits)
    except ValidationError:
        return None


_RULES: dict[str, Callable[[str], str | None]] = {
    "SE": _swedish,
    "NO": _norwegian,
    "DK": _danish,
    "FI": _finnish,
    "IS": _icelandic,
}
_SHAPES = {
    "SE": "it wants ten digits such as 556012-5790, the last of which checks the others",
    "NO": "it wants nine digits that begin with 8 or 9, the last of which checks the others",
    "DK": "it wants the eight digits of a CVR number, which check one another",
    "FI": "it wants seven digits, a hyphen and a check digit, such as 2077474-0",
    "IS": "it wants the ten digits of a kennitala",
}
