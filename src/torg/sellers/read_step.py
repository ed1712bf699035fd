"""Read one step of onboarding from its form: what can be kept is kept, and each error stands beside its field."""

from collections.abc import Callable
from typing import cast

import phonenumbers
from msgspec.structs import replace

from torg.core.desk import Form
from torg.markets import LANGUAGES, MARKETS, BadPostalCode, UnknownCountry, written_postal_code
from torg.sellers.account_numbers import AccountKind, canonical_account
from torg.sellers.errors import BadAccountNumber, BadOrgNumber, BadVatNumber
from torg.sellers.eu_numbers import EU, HOMES, NORDIC, canonical_vat_number, vat_number_of
from torg.sellers.file_models import LegalForm, Person, SellerFile, WholeFile
from torg.sellers.models import Address, DeliveryTerms, Returns, Seller
from torg.sellers.org_numbers import canonical_org_number

CONTACTS = {"orders": "Orders", "finance": "Invoices and payouts", "safety": "Product safety"}
"""Whom to ask about what, as msgids."""
LEGAL_FORMS = {"company": "A company or association", "sole_trader": "A sole trader"}
ACCOUNT_KINDS = {"iban": "IBAN", "bankgiro": "Bankgiro (Sweden)", "plusgiro": "Plusgiro (Sweden)"}
_LONGEST_DELIVERY = 10_000_000
Changed = tuple[Seller, SellerFile]


def read_step(step: str, form: Form, of: WholeFile) -> Changed:
    """Give the seller and its file as they are after a step; a field with an error stays as it was.

    Nothing is required here: a draft may be left half done. What is missing is told by `completeness.missing`.
    """
    return _READERS[step](form, of)


def identity_open(seller: Seller) -> bool:
    """Tell whether a seller may still change its name and numbers itself."""
    return seller.status in {"draft", "asked_to_complete"}


def with_tax_number(seller: Seller, file: SellerFile) -> SellerFile:
    """Fill the tax number in: in the Nordic countries it is the number of the company register."""
    if file.tin or seller.country not in NORDIC or not seller.org_number:
        return file
    return replace(file, tin=seller.org_number, tin_country=seller.country)


def _company(form: Form, of: WholeFile) -> Changed:
    seller = of.seller
    if identity_open(seller):
        country = form.choice("country", HOMES) or seller.country
        seller = replace(
            seller,
            country=country,
            name=_kept(form, "name", seller.name, longest=120) or seller.name,
            org_number=_org_number(form, country, seller),
            register=_kept(form, "register", seller.register, longest=120),
        )
    address = Address(
        _kept(form, "street", seller.address.street, longest=120),
        _postal_code(form, seller),
        _kept(form, "city", seller.address.city, longest=80),
    )
    form_of = form.choice("legal_form", LEGAL_FORMS, required=False)
    seller = replace(seller, address=address, vat_number=_vat_number(form, seller))
    file = replace(of.file, legal_form=cast("LegalForm", form_of) or of.file.legal_form)
    return seller, with_tax_number(seller, file)


def _contact(form: Form, of: WholeFile) -> Changed:
    seller = of.seller
    email = form.email("email", required=False)
    languages = form.choices("languages", LANGUAGES)
    contacts = {}
    for about in CONTACTS:
        name, mail = form.text(f"{about}_name", required=False), form.email(f"{about}_email", required=False)
        if name or mail:
            contacts[about] = Person(name=name, email=mail)
    return (
        replace(
            seller,
            email=seller.email if "email" in form.errors else email,
            phone=_phone(form, "phone", seller.country, seller.phone),
            languages=languages or seller.languages,
        ),
        replace(of.file, contacts=contacts if form else {**of.file.contacts, **contacts}),
    )


def _people(form: Form, of: WholeFile) -> Changed:
    before = of.file.representative
    mail = form.email("representative_email", required=False)
    person = Person(
        name=_kept(form, "representative", before.name, longest=120),
        title=_kept(form, "representative_title", before.title, longest=120),
        email=before.email if "representative_email" in form.errors else mail,
        phone=_phone(form, "representative_phone", of.seller.country, before.phone),
    )
    birth_date = form.day("birth_date", required=False)
    if birth_date is not None and not 1900 <= birth_date.year <= 2015:
        form.refuse("birth_date", form.words.say("That year of birth cannot be right."))
    country = form.choice("tin_country", HOMES, required=False)
    return of.seller, replace(
        of.file,
        representative=person,
        tin=_kept(form, "tin", of.file.tin, longest=40).upper().replace(" ", ""),
        tin_country=country or of.file.tin_country,
        birth_date=of.file.birth_date if "birth_date" in form.errors else birth_date,
        birth_place=_kept(form, "birth_place", of.file.birth_place, longest=120),
        establishments=form.choices("establishments", sorted(EU)),
    )


def _account(form: Form, of: WholeFile) -> Changed:
    kind = form.choice("account_kind", ACCOUNT_KINDS, required=False)
    typed = form.text("account_number", longest=60, required=False)
    number = of.file.account_number
    if typed and not kind:
        form.refuse("account_kind", form.words.say("Please choose one of these."))
    elif typed:
        try:
            number = canonical_account(cast("AccountKind", kind), typed)
        except BadAccountNumber:
            said = {
                "iban": form.words.say("That is no IBAN of a European country, or a digit of it is wrong."),
                "bankgiro": form.words.say("That is no bankgiro number: it has 7 or 8 digits."),
                "plusgiro": form.words.say("That is no plusgiro number: it has 2 to 8 digits."),
            }
            form.refuse("account_number", said[kind])
    if not form:
        kind, number = of.file.account_kind, of.file.account_number
    elif not typed:
        number = ""
    holder = _kept(form, "account_holder", of.file.account_holder)
    return of.seller, replace(of.file, account_kind=kind, account_number=number, account_holder=holder)


def _delivery(form: Form, of: WholeFile) -> Changed:
    seller = of.seller
    delivery: dict[str, DeliveryTerms] = {}
    for code, market in MARKETS.items():
        if not form.ticked(f"to_{code}"):
            continue
        before = set(form.errors)
        price = form.money(f"{code}_price", market.currency, required=False)
        free = form.money(f"{code}_free", market.currency, required=False)
        least = form.whole(f"{code}_least", least=0, most=60, otherwise=1)
        most = form.whole(f"{code}_most", least=0, most=90, otherwise=max(3, least))
        if least > most:
            form.refuse(f"{code}_most", form.words.say("The most days cannot be fewer than the fewest."))
        if price > _LONGEST_DELIVERY:
            form.refuse(f"{code}_price", form.words.say("That is too much for a delivery."))
        if set(form.errors) == before:
            delivery[code] = DeliveryTerms(price, free or None, (least, most))
        elif code in seller.delivery:
            delivery[code] = seller.delivery[code]
    handling = form.whole("handling_days", least=0, most=60, otherwise=seller.handling_days)
    days = form.whole("return_days", least=14, most=365, otherwise=14)
    elsewhere = Address(
        form.text("return_street", longest=120, required=False),
        form.text("return_postal_code", longest=20, required=False),
        form.text("return_city", longest=80, required=False),
    )
    returns = Returns(
        elsewhere if elsewhere.street else seller.address,
        seller.returns.days if "return_days" in form.errors else days,
        "seller" if form.value("return_payer") == "seller" else "buyer",
        _kept(form, "return_text", seller.returns.text, longest=4000, lines=True),
    )
    kept = seller.handling_days if "handling_days" in form.errors else handling
    return replace(seller, delivery=delivery, handling_days=kept, returns=returns), of.file


def _kept(form: Form, name: str, before: str, *, longest: int = 200, lines: bool = False) -> str:
    """Read a text; what cannot be kept leaves what was there before."""
    found = form.text(name, longest=longest, required=False, lines=lines)
    return before if name in form.errors or name not in form else found


def _org_number(form: Form, country: str, seller: Seller) -> str:
    typed = form.text("org_number", longest=60, required=False)
    if not typed:
        return seller.org_number if "org_number" not in form else ""
    try:
        return canonical_org_number(country, typed)
    except BadOrgNumber:
        form.refuse("org_number", form.words.say("That is no organisation number of that country."))
        return seller.org_number


def _vat_number(form: Form, seller: Seller) -> str:
    typed = form.text("vat_number", longest=40, required=False)
    if not typed:
        return seller.vat_number if "vat_number" not in form else ""
    try:
        return canonical_vat_number(seller.country, typed)
    except BadVatNumber:
        example = vat_number_of(seller.country, seller.org_number)
        said = form.words.say("That is no VAT number of that country.")
        form.refuse("vat_number", f"{said} {example}".strip())
        return seller.vat_number


def _postal_code(form: Form, seller: Seller) -> str:
    typed = form.text("postal_code", longest=20, required=False)
    if not typed:
        return seller.address.postal_code if "postal_code" not in form else ""
    try:
        return written_postal_code(seller.country, typed)
    except UnknownCountry:
        return typed
    except BadPostalCode:
        form.refuse("postal_code", form.words.say("That is no postal code of that country."))
        return seller.address.postal_code


def _phone(form: Form, name: str, country: str, before: str) -> str:
    typed = form.text(name, longest=40, required=False)
    if not typed:
        return before if name not in form else ""
    try:
        number = phonenumbers.parse(typed, country)
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        pass
    form.refuse(name, form.words.say("That is no telephone number: write it with its area code."))
    return before


_READERS: dict[str, Callable[[Form, WholeFile], Changed]] = {
    "company": _company,
    "contact": _contact,
    "people": _people,
    "account": _account,
    "delivery": _delivery,
}
"""The steps that are forms; documents are uploads, and the agreement is accepted."""
