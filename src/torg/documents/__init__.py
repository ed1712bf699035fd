"""Documents: what buyers and sellers get in writing of an order, and keep."""

from torg.documents.confirm_order import confirm_order
from torg.documents.errors import CreditTooHigh, DocumentNotFound, NotSent
from torg.documents.issue import issue_credit_note, issue_receipt
from torg.documents.models import Content, CreditLine, Document, DocumentLine, VatLine
from torg.documents.queries import documents_of_order, documents_of_parcel
from torg.documents.write_pdf import write_pdf

__all__ = [
    "Content",
    "CreditLine",
    "CreditTooHigh",
    "Document",
    "DocumentLine",
    "DocumentNotFound",
    "NotSent",
    "VatLine",
    "confirm_order",
    "documents_of_order",
    "documents_of_parcel",
    "issue_credit_note",
    "issue_receipt",
    "write_pdf",
]
