"""Company numbers of the EU outside the Nordics, and VAT numbers of all countries that sellers come from."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from importlib import import_module

from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from torg.sellers.errors import BadVatNumber

EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""The member states by ISO code; Greece calls itself EL in VAT numbers."""
NORDIC = frozenset({"SE", "NO", "DK", "FI", "IS"})
HOMES = tuple(sorted(EU | NORDIC))
"""Every country whose companies can sell here."""

_SIGNS = re.compile(r"[^0-9A-Z]")

# Where a country's company number checks itself, the rule of python-stdnum for it; the others are checked by form.
_RULES: Mapping[str, tuple[str, ...]] = {
    "AT": ("at.businessid",),
    "BE": ("be.vat",),
    "BG": ("bg.vat",),
    "CZ": ("cz.dic",),
    "EE": ("ee.registrikood",),
    "ES": ("es.nif",),
    "FR": ("fr.siren", "fr.siret"),
    "HR": ("hr.oib",),
    "IT": ("it.iva", "it.codicefiscale"),
    "LT": ("lt.pvm",),
    "LV": ("lv.pvn",),
    "PL": ("pl.nip", "pl.regon"),
    "PT": ("pt.nif",),
    "RO": ("ro.cui", "ro.onrc"),
    "SI": ("si.maticna",),
}
_FORMS: Mapping[str, str] = {
    "CY": r"(HE|C|OE)?[0-9]{3,8}",
    "GR": r"[0-9]{12}",
    "HU": r"[0-9]{10}",
    "IE": r"[0-9]{5,7}",
    "LT": r"[0-9]{7}|[0-9]{9}",
    "LU": r"[A-Z][0-9]{1,6}",
    "MT": r"[A-Z]{1,2}[0-9]{2,6}",
    "NL": r"[0-9]{8}",
    "PL": r"[0-9]{10}",
    "SK": r"[0-9]{8}",
}
"""Numbers of a trade register that have no checksum: the Dutch KvK, the Polish KRS and their like."""
_GERMAN = re.compile(r"(?:AMTSGERICHT|AG)?([A-Z]{2,})(HRA|HRB|GNR|VR|PR)([0-9]{1,6}[A-Z]{0,2})")


def eu_company_number(country: str, text: str) -> str | None:
    """Give a company's number as its letters and digits alone, or nothing when it can be none of that EU country.

    The number of the trade register or, where a country's companies go by it, the VAT number.
    """
    written = _plain(text)
    bare = _SIGNS.sub("", written)
    if country == "DE" and (court := _GERMAN.fullmatch(bare)):
        # The German registers are the courts': the same number exists in several of them.
        return f"{court[1][:9]}{court[2]}{court[3]}"
    if not written.isascii() or not 4 <= len(bare) <= 20 or not any(sign.isdigit() for sign in bare):
        return None
    for rule in _RULES.get(country, ()):
        # Austria's check letter is a small one.
        spelled = written.removeprefix("FN").strip().lower() if country == "AT" else written
        if (found := _checked(import_module(f"stdnum.{rule}").validate, spelled)) is not None:
            return found
    if country in _FORMS and re.fullmatch(_FORMS[country], bare, re.ASCII) and bare.strip("0"):
        return bare
    prefix = "EL" if country == "GR" else country
    if bare.startswith(prefix) and (found := _checked(vat.validate, bare)) is not None:
        return found
    return None


def canonical_vat_number(country: str, text: str) -> str:
    """Give a VAT number with its country's letters and without separators; raises `BadVatNumber`.

    Norway's is the organisation number with MVA, Iceland's five or six digits (VSK). The rules are python-stdnum's.
    """
    bare = _SIGNS.sub("", text[:40].upper())
    found: str | None = None
    if country == "NO":
        digits = bare.removeprefix("NO").removesuffix("MVA")
        found = _checked(import_module("stdnum.no.orgnr").validate, digits)
        found = f"NO{found}MVA" if found else None
    elif country == "IS":
        digits = bare.removeprefix("IS").removeprefix("VSK")
        found = f"IS{digits}" if re.fullmatch(r"[1-9][0-9]{4,5}", digits, re.ASCII) else None
    elif country in EU:
        prefix = "EL" if country == "GR" else country
        found = _checked(vat.validate, bare if bare.startswith(prefix) else prefix + bare)
    if found is None:
        raise BadVatNumber(f"{text[:40]!r} is no VAT number of {country[:20]}.")
    return found


def vat_number_of(country: str, org_number: str) -> str:
    """Guess the VAT number that a Nordic company has if it has one; an empty text where it cannot be known."""
    guesses = {"SE": f"SE{org_number}01", "NO": f"NO{org_number}MVA", "DK": f"DK{org_number}", "FI": f"FI{org_number}"}
    return guesses.get(country, "") if org_number else ""


def _plain(text: str) -> str:
    """Write a number in capitals without accents: courts are called München and Köln."""
    apart = unicodedata.normalize("NFKD", text.strip().upper().replace("ß", "SS"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _checked(validate: Callable[[str], str], text: str) -> str | None:
    try:
        return _SIGNS.sub("", validate(text).upper())
    except ValidationError:
        return None
