"""Words of documents that are no sentences of ours: the law's model form, shares as a language writes them."""

from babel.numbers import format_decimal

WITHDRAWAL_FORMS = {
    "sv": (
        "Standardblankett för utövande av ångerrätten",
        "Fyll i och återsänd denna blankett endast om du vill frånträda avtalet.",
        "Till",
        "Jag/vi (*) meddelar härmed att jag/vi (*) frånträder mitt/vårt (*) köpeavtal avseende följande varor (*)",
        "Beställdes den (*)/mottogs den (*)",
        "Konsumentens/konsumenternas namn",
        "Konsumentens/konsumenternas adress",
        "Konsumentens/konsumenternas namnteckning (endast vid pappersform)",
        "Datum",
        "(*) Stryk det som inte är tillämpligt.",
    ),
    "nb": (
        "Standard angreskjema",
        "Fyll ut og returner dette skjemaet bare dersom du ønsker å gå fra avtalen.",
        "Til",
        (
            "Jeg/vi (*) underretter herved om at jeg/vi (*) ønsker å gå fra min/vår (*) avtale om kjøp av "
            "følgende varer (*)"
        ),
        "Bestilt den (*)/mottatt den (*)",
        "Forbrukerens/forbrukernes navn",
        "Forbrukerens/forbrukernes adresse",
        "Forbrukerens/forbrukernes underskrift (dersom papirskjema benyttes)",
        "Dato",
        "(*) Stryk det som ikke passer.",
    ),
    "da": (
        "Standardfortrydelsesformular",
        "Denne formular udfyldes og returneres kun, hvis fortrydelsesretten gøres gældende.",
        "Til",
        (
            "Jeg/vi (*) meddeler herved, at jeg/vi (*) ønsker at gøre fortrydelsesretten gældende i forbindelse med "
            "min/vores (*) købsaftale om følgende varer (*)"
        ),
        "Bestilt den (*)/modtaget den (*)",
        "Forbrugerens navn (Forbrugernes navne)",
        "Forbrugerens adresse (Forbrugernes adresse)",
        "Forbrugerens underskrift (Forbrugernes underskrifter) (kun hvis formularens indhold meddeles på papir)",
        "Dato",
        "(*) Det ikke relevante udstreges.",
    ),
    "fi": (
        "Peruuttamislomakkeen malli",
        "Täytä ja palauta tämä lomake vain, jos haluat peruuttaa sopimuksen.",
        "Vastaanottaja",
        (
            "Ilmoitan/Ilmoitamme (*), että haluan/haluamme (*) peruuttaa tekemäni/tekemämme (*) sopimuksen, joka "
            "koskee seuraavien tavaroiden (*) toimitusta"
        ),
        "Tilauspäivä (*)/vastaanottopäivä (*)",
        "Kuluttajan nimi / kuluttajien nimet",
        "Kuluttajan osoite / kuluttajien osoitteet",
        "Kuluttajan allekirjoitus / kuluttajien allekirjoitukset (vain jos lomake täytetään paperimuodossa)",
        "Päiväys",
        "(*) Tarpeeton yliviivataan.",
    ),
    "en": (
        "Model withdrawal form",
        "Complete and return this form only if you wish to withdraw from the contract.",
        "To",
        (
            "I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the "
            "following goods (*)"
        ),
        "Ordered on (*)/received on (*)",
        "Name of consumer(s)",
        "Address of consumer(s)",
        "Signature of consumer(s) (only if this form is notified on paper)",
        "Date",
        "(*) Delete as appropriate.",
    ),
}
"""By language: title, when to use it, to whom, the notice, and the lines to fill in.

The words of Directive 2011/83/EU, Annex I(B), in its language versions; in Bokmål those of the Norwegian form.
"""


def withdrawal_form(language: str) -> tuple[str, ...]:
    """Give the model form in a language, in English where there is no other."""
    return WITHDRAWAL_FORMS.get(language, WITHDRAWAL_FORMS["en"])


def percent(basis_points: int, language: str) -> str:
    """Write a share: `25 %`, in English `25%`."""
    number = format_decimal(basis_points / 100, locale=language)
    return f"{number}%" if language == "en" else f"{number}\u00a0%"


KIND_WORDS = {"receipt": "Receipt", "credit_note": "Credit note"}
"""What documents are called: msgids."""
