"""The public registers: Brønnøysund (Norway), PRH/YTJ (Finland), and VIES for VAT numbers of the EU.

Their addresses can be changed by argument, for mirrors and for tests. Sources: data.brreg.no/enhetsregisteret/api/docs,
avoindata.prh.fi/en/ytj/swagger-ui, ec.europa.eu/taxation_customs/vies (REST).
"""

import asyncio
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from torg.core.errors import Refusal
from torg.core.fetch import FetchFailed, fetch_to_file
from torg.sellers.company_registry import Company, RegisterUnavailable
from torg.sellers.eu_numbers import EU, vat_number_of
from torg.sellers.models import Address

PLACES: Mapping[str, str] = {
    "NO": "https://data.brreg.no/enhetsregisteret/api/enheter/{number}",
    "FI": "https://avoindata.prh.fi/opendata-ytj-api/v3/companies?businessId={dashed}",
    "EU": "https://ec.europa.eu/taxation_customs/vies/rest-api/ms/{prefix}/vat/{digits}",
}
_LARGEST = 500_000
_SECONDS = 5.0


class OpenRegisters:
    """Asks the registers that anybody may ask, without a key."""

    def __init__(self, places: Mapping[str, str] = PLACES, *, allow_private: bool = False) -> None:
        """Ask at these addresses; `allow_private` lets them be on this machine (tests, mirrors)."""
        self._places = places
        self._allow_private = allow_private

    async def look_up(self, country: str, number: str) -> Company | None:
        """Find a company by its checked number, or nothing; raises RegisterUnavailable after five seconds."""
        if country == "NO":
            found = await self._ask("NO", number=number)
            return _norwegian(found) if found else None
        if country == "FI":
            found = await self._ask("FI", dashed=f"{number[:7]}-{number[7:]}")
            return _finnish(number, found) if found else None
        vat = vat_number_of(country, number) or number
        prefix, digits = vat[:2], vat[2:]
        if country not in EU or not prefix.isalpha():
            return None
        found = await self._ask("EU", prefix=prefix, digits=digits)
        return _european(country, number, vat, found) if found else None

    async def _ask(self, place: str, **values: str) -> Any:
        """Fetch and read an answer, in a thread; nothing when the register does not know the number."""
        url = self._places[place].format(**values)

        def fetched() -> bytes | None:
            with tempfile.TemporaryDirectory(prefix="torg-register-") as folder:
                path = Path(folder) / "answer.json"
                try:
                    fetch_to_file(url, path, max_bytes=_LARGEST, timeout=_SECONDS, allow_private=self._allow_private)
                except FetchFailed as error:
                    if " answered 404" in error.detail or " answered 410" in error.detail:
                        return None
                    raise
                return path.read_bytes()

        try:
            body = await asyncio.to_thread(fetched)
            return msgspec.json.decode(body) if body else None
        except (Refusal, msgspec.DecodeError) as error:
            raise RegisterUnavailable(str(error)) from error


def _norwegian(said: Any) -> Company | None:
    return _read(lambda: _from_norway(said))


def _from_norway(said: dict[str, Any]) -> Company:
    place = said.get("forretningsadresse") or said.get("postadresse") or {}
    number = str(said["organisasjonsnummer"])
    form = str((said.get("organisasjonsform") or {}).get("kode", ""))
    return Company(
        "NO",
        number,
        str(said["navn"]),
        Address(", ".join(map(str, place.get("adresse") or [])), str(place.get("postnummer") or ""),
                str(place.get("poststed") or "")),
        "sole_trader" if form == "ENK" else "company",
        f"NO{number}MVA" if said.get("registrertIMvaregisteret") else "",
        active=not (said.get("slettedato") or said.get("konkurs")),
        source="Brønnøysundregistrene",
    )  # fmt: skip


def _finnish(number: str, said: Any) -> Company | None:
    return _read(lambda: _from_finland(number, said))


def _from_finland(number: str, said: dict[str, Any]) -> Company | None:
    companies = said.get("companies") or []
    if not companies:
        return None
    company = companies[0]
    name = next((each["name"] for each in company["names"] if each.get("type") == "1" and not each.get("endDate")), "")
    place: dict[str, Any] = next(iter(company.get("addresses") or []), {})
    offices = place.get("postOffices") or [{}]
    city = next((each for each in offices if each.get("languageCode") == "1"), offices[0]).get("city", "")
    street = " ".join(str(place.get(part) or "") for part in ("street", "buildingNumber")).strip()
    forms = {str(each.get("type")) for each in company.get("companyForms") or [] if not each.get("endDate")}
    return Company(
        "FI", number, str(name), Address(street, str(place.get("postCode") or ""), str(city).title()),
        "sole_trader" if "26" in forms else "company", active=company.get("endDate") is None,
        source="PRH – Patentti- ja rekisterihallitus",
    )  # fmt: skip


def _european(country: str, number: str, vat: str, said: Any) -> Company | None:
    return _read(lambda: _from_vies(country, number, vat, said))


def _from_vies(country: str, number: str, vat: str, said: dict[str, Any]) -> Company | None:
    if not said.get("isValid"):
        return None
    name = str(said.get("name") or "").strip("- ")
    lines = [line.strip() for line in str(said.get("address") or "").strip("- ").splitlines() if line.strip()]
    code, _, city = (lines[-1] if len(lines) > 1 else "").partition(" ")
    return Company(
        country, number, name, Address(lines[0] if lines else "", code, city.strip()), "", vat, source="VIES"
    )


def _read(reading: Callable[[], Company | None]) -> Company | None:
    """Read an answer; one of another shape than the register's own is no answer."""
    try:
        return reading()
    except (KeyError, TypeError, AttributeError, IndexError, StopIteration) as error:
        raise RegisterUnavailable(f"The register answered in a shape that is not known: {error!r}") from error
