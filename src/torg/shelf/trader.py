"""Who sells: what the law wants shoppers to know of the business behind an offer (DSA Art. 30(7), 2011/83/EU 6(1))."""

from torg.shelf.models import SellerDocument
from torg.shelf.voice import Voice


def trader_facts(voice: Voice, seller: SellerDocument) -> list[tuple[str, str]]:
    """List name, number, address, ways to reach the seller, its promise and its returns, in the page's words."""
    say = voice.words.say
    number = f"{seller.register} {seller.org_number}".strip()
    payer = say("the shop pays for the way back") if seller.return_payer == "seller" else ""
    days = say("%(days)s days to change your mind", days=seller.return_days)
    facts = [
        (say("Business"), f"{seller.name}, {voice.country(seller.country)}"),
        (say("Company number"), number),
        (say("VAT number"), seller.vat_number),
        (say("Address"), ", ".join(filter(None, seller.address.values()))),
        (say("E-mail"), seller.email),
        (say("Telephone"), seller.phone),
        (say("Promise"), say("Offers only what the law of the EU allows") if seller.certified else ""),
        (say("Returns"), ", ".join(filter(None, [days, payer]))),
        (say("The shop on returns"), seller.return_text),
    ]
    return [(name, value) for name, value in facts if value]
