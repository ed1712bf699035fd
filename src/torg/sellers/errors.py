"""What the sellers' side says no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class SellerNotFound(NotFound):
    """There is no such seller."""

    code: ClassVar[str] = "seller_not_found"


class SellerExists(Refusal):
    """That organisation, or that name in the address, is a seller here already."""

    code: ClassVar[str] = "seller_exists"
    status: ClassVar[int] = 409


class BadSeller(Refusal):
    """What is said of the seller cannot be right."""

    code: ClassVar[str] = "bad_seller"
    status: ClassVar[int] = 422


class BadOrgNumber(BadSeller):
    """That is no organisation number of the country."""

    code: ClassVar[str] = "bad_org_number"


class BadVatNumber(BadSeller):
    """That is no VAT number of the country."""

    code: ClassVar[str] = "bad_vat_number"


class BadAccountNumber(BadSeller):
    """That is no number of a bank account."""

    code: ClassVar[str] = "bad_account_number"


class NotComplete(BadSeller):
    """Something that the law asks of a seller is missing."""

    code: ClassVar[str] = "seller_not_complete"
    status: ClassVar[int] = 409


class NoSuchChange(Refusal):
    """A seller cannot go from the one state to the other."""

    code: ClassVar[str] = "no_such_change"
    status: ClassVar[int] = 409


class ReasonWanted(BadSeller):
    """A decision about a seller wants its reason, in words that the seller can answer."""

    code: ClassVar[str] = "reason_wanted"


class TooSoon(BadSeller):
    """The law gives a seller more time than that."""

    code: ClassVar[str] = "too_soon"


class FieldsRefused(BadSeller):
    """Some of what was filled in cannot be right."""

    code: ClassVar[str] = "fields_refused"


class TooManyDrafts(Refusal):
    """You have begun ten sellers that are not finished. Finish or close one of them first."""

    code: ClassVar[str] = "too_many_drafts"
    status: ClassVar[int] = 409


class DocumentRefused(BadSeller):
    """That file cannot be taken as a document."""

    code: ClassVar[str] = "document_refused"


class AgreementChanged(Refusal):
    """The agreement has changed while you read it. Please read the new one."""

    code: ClassVar[str] = "agreement_changed"
    status: ClassVar[int] = 409


class NoComplaint(Refusal):
    """A complaint is not possible here: the time for it is over, or there is one already."""

    code: ClassVar[str] = "no_complaint"
    status: ClassVar[int] = 409


class InvitationSpent(Refusal):
    """That invitation has been used, taken back, or has expired. Ask for a new one."""

    code: ClassVar[str] = "invitation_spent"
    status: ClassVar[int] = 410


class InvitationOfAnother(Refusal):
    """That invitation is for another e-mail address. Sign in with the one it was sent to."""

    code: ClassVar[str] = "invitation_of_another"
    status: ClassVar[int] = 403


class AlreadyMember(Refusal):
    """That person is in the team already."""

    code: ClassVar[str] = "already_member"
    status: ClassVar[int] = 409


class LastOwner(Refusal):
    """A seller keeps one owner at least: make somebody else an owner first."""

    code: ClassVar[str] = "last_owner"
    status: ClassVar[int] = 409


class MemberNotFound(NotFound):
    """That person is not in the team."""

    code: ClassVar[str] = "member_not_found"
