"""What a seller tells the market alone: its file, as Art. 30 DSA and DAC7 want it."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct, field

from torg.sellers.models import Seller

LegalForm = Literal["", "company", "sole_trader"]
DocumentKind = Literal["identity", "register", "bank", "tax", "permit", "other"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = ("identity", "register", "bank", "tax", "permit", "other")


class Person(Struct, frozen=True, omit_defaults=True):
    """Somebody who speaks for a seller."""

    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""


class Document(Struct, frozen=True):
    """A file that a seller has handed in: a copy of an identity document, an extract of the register."""

    id: int
    kind: DocumentKind
    file: str
    """Its key among the files (`core.files`)."""
    name: str
    media_type: str
    size: int
    added: datetime
    added_by: str


class SellerFile(Struct, frozen=True):
    """Everything that is known of a seller beyond what shoppers see."""

    seller_id: int
    legal_form: LegalForm = ""
    representative: Person = Person()
    contacts: dict[str, Person] = field(default_factory=dict)
    """Whom to ask, by what about: `orders`, `finance`, `safety`."""
    tin: str = ""
    tin_country: str = ""
    birth_date: date | None = None
    birth_place: str = ""
    establishments: list[str] = field(default_factory=list)
    account_kind: str = ""
    account_number: str = ""
    account_holder: str = ""
    account_checked: datetime | None = None
    identity_checked: datetime | None = None
    """When staff found out who represents the seller without a copy of a document: by eID, in person."""
    looked_up: dict[str, str] = field(default_factory=dict)
    """What the company register answered, and when."""
    submitted: datetime | None = None
    changed: datetime | None = None


class WholeFile(Struct, frozen=True):
    """A seller with its file, its documents and the agreement it accepted: all that a reviewer looks at."""

    seller: Seller
    file: SellerFile
    documents: list[Document]
    accepted: dict[str, datetime]
    """Versions of the agreement with when they were accepted."""
