"""Company registers: what a country's register says of a number, to fill in for the person and to check for the market.

A register is a small protocol with two implementations: the embedded one answers from a file of companies that do not
exist (and that the demo market is made of), and `open_registers` asks the public registers of Norway, Finland and the
EU's VAT system.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import ClassVar, Protocol

import msgspec
from msgspec import Struct

from torg.core.errors import Refusal
from torg.sellers.models import Address


class Company(Struct, frozen=True):
    """What a register says of a company."""

    country: str
    number: str
    name: str
    address: Address = Address()
    legal_form: str = ""
    """`company` or `sole_trader`, or empty where the register does not say."""
    vat_number: str = ""
    active: bool = True
    """False when the register has struck it off."""
    source: str = ""
    """The register's own name."""


class RegisterUnavailable(Refusal):
    """The company register does not answer right now: please type it in by hand."""

    code: ClassVar[str] = "register_unavailable"
    status: ClassVar[int] = 503


class CompanyRegistry(Protocol):
    """Somewhere to look a company up."""

    async def look_up(self, country: str, number: str) -> Company | None:
        """Find a company by its checked number, or nothing; raises RegisterUnavailable."""


class TestRegistry:
    """Answers from the file of companies that do not exist; knows no real one, and asks nobody."""

    __test__ = False

    async def look_up(self, country: str, number: str) -> Company | None:
        """Find one of the test companies."""
        return test_companies().get((country, number))


class _Row(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    address: tuple[str, str, str]
    legal_form: str = "company"
    vat_number: str = ""
    active: bool = True


@cache
def test_companies() -> dict[tuple[str, str], Company]:
    """Read the test companies by country and number; their numbers check and are given to nobody."""
    sheet = tomllib.loads((files("torg.sellers") / "data" / "test_companies.toml").read_text("utf-8"))
    found: dict[tuple[str, str], Company] = {}
    for country, companies in sheet.items():
        for number, row in companies.items():
            said = msgspec.convert(row, _Row)
            found[country, number] = Company(
                country, number, said.name, Address(*said.address), said.legal_form, said.vat_number, said.active,
                source="test",
            )  # fmt: skip
    return found
