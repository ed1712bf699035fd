"""Numbers of bank accounts that money can be paid out to: IBAN, bankgiro, plusgiro."""

import re
from typing import Literal

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.no import kontonr

from torg.sellers.errors import BadAccountNumber
from torg.sellers.eu_numbers import EU

AccountKind = Literal["iban", "bankgiro", "plusgiro"]

_SIGNS = re.compile(r"[\s\u00a0.\-–/]+")
_LENGTHS = {"bankgiro": (7, 8), "plusgiro": (2, 8)}
# The single euro payments area: what any Nordic bank can pay to, and where the account's owner has been checked.
_PAYABLE = EU | {"AD", "CH", "FO", "GB", "GI", "GL", "IS", "LI", "MC", "NO", "SM", "VA"}


def canonical_account(kind: AccountKind, text: str) -> str:
    """Give an account's number without separators; raises `BadAccountNumber`, which says what is wrong with it.

    Bankgiro has 7 or 8 digits and plusgiro 2 to 8, the last of which checks the others by Luhn's rule (nordic.md row
    9). A Norwegian account of 11 digits is given as its IBAN.
    """
    bare = _SIGNS.sub("", text[:60]).upper()
    if kind == "iban":
        return _iban(bare, text)
    least, most = _LENGTHS[kind]
    if not (bare.isascii() and bare.isdigit() and least <= len(bare) <= most and bare.strip("0")):
        raise BadAccountNumber(f"{text[:40]!r} is no {kind} number: it has {least} to {most} digits.")
    if not luhn.is_valid(bare):
        raise BadAccountNumber(f"{text[:40]!r} is no {kind} number: its last digit does not fit the others.")
    return bare


def written_account(kind: str, number: str) -> str:
    """Write an account's number as people do: `5402-9681`, `4-2`, `SE35 5000 0000 0549 1000 0003`."""
    if kind == "iban":
        return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    if kind == "bankgiro":
        return f"{number[:-4]}-{number[-4:]}"
    if kind == "plusgiro":
        head = number[:-1]
        pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
        return f"{' '.join(reversed(pairs))}-{number[-1]}"
    return number


def bank_of(number: str) -> str:
    """Give the bank's code (BIC) that an IBAN tells of, or an empty text."""
    try:
        found = IBAN(number).bic
    except (SchwiftyException, ValueError):
        return ""
    return str(found) if found else ""


def _iban(bare: str, text: str) -> str:
    if re.fullmatch(r"[0-9]{11}", bare, re.ASCII):
        try:
            bare = str(kontonr.to_iban(kontonr.validate(bare))).replace(" ", "")
        except ValidationError:
            raise BadAccountNumber(f"{text[:40]!r} is no Norwegian account: its last digit does not fit.") from None
    try:
        found = IBAN(bare)
    except (SchwiftyException, ValueError) as error:
        raise BadAccountNumber(f"{text[:40]!r} is no IBAN: {str(error).lower()[:120]}.") from None
    if found.country_code not in _PAYABLE:
        raise BadAccountNumber(f"Money cannot be paid to accounts in {found.country_code}; use one in the EEA.")
    return str(found.compact)
