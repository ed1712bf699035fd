"""What trust says no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class StatementNotFound(NotFound):
    """There is no such statement of reasons."""

    code: ClassVar[str] = "statement_not_found"


class SubjectNotFound(NotFound):
    """There is nothing here that the measure could be taken against."""

    code: ClassVar[str] = "subject_not_found"


class UnknownMeasure(Refusal):
    """There is no such measure."""

    code: ClassVar[str] = "unknown_measure"
    status: ClassVar[int] = 422


class BadReasons(Refusal):
    """A measure needs its reasons: the facts, the ground, and why it applies."""

    code: ClassVar[str] = "bad_reasons"
    status: ClassVar[int] = 422


class AlreadyEnded(Refusal):
    """That measure has ended already."""

    code: ClassVar[str] = "measure_ended"
    status: ClassVar[int] = 409


class TooLateToComplain(Refusal):
    """A complaint is possible for six months after the decision."""

    code: ClassVar[str] = "too_late_to_complain"
    status: ClassVar[int] = 409


class AlreadyComplained(Refusal):
    """There is a complaint against that decision already."""

    code: ClassVar[str] = "already_complained"
    status: ClassVar[int] = 409


class ComplaintNotFound(NotFound):
    """There is no such complaint."""

    code: ClassVar[str] = "complaint_not_found"


class AlreadyDecided(Refusal):
    """That has been decided already."""

    code: ClassVar[str] = "already_decided"
    status: ClassVar[int] = 409


class DecidedByPeople(Refusal):
    """A complaint is decided by a person of the staff, never by a program alone."""

    code: ClassVar[str] = "decided_by_people"
    status: ClassVar[int] = 403


class NotByWhoDecided(Refusal):
    """A complaint is decided by somebody else than whoever took the decision."""

    code: ClassVar[str] = "not_by_who_decided"
    status: ClassVar[int] = 403


class NoticeNotFound(NotFound):
    """There is no such report."""

    code: ClassVar[str] = "notice_not_found"


class BadNotice(Refusal):
    """A report says what is wrong, where it is, and who says so."""

    code: ClassVar[str] = "bad_notice"
    status: ClassVar[int] = 422


class BadRule(Refusal):
    """The rule cannot be as it is written."""

    code: ClassVar[str] = "bad_rule"
    status: ClassVar[int] = 422


class RecallNotFound(NotFound):
    """There is no such recall."""

    code: ClassVar[str] = "recall_not_found"


class BadRecall(Refusal):
    """A recall says what is dangerous, what to do, and what buyers get."""

    code: ClassVar[str] = "bad_recall"
    status: ClassVar[int] = 422


class RecallClosed(Refusal):
    """That recall is closed."""

    code: ClassVar[str] = "recall_closed"
    status: ClassVar[int] = 409


class NotForSale(Refusal):
    """Something of that may not be sold at the moment."""

    code: ClassVar[str] = "not_for_sale"
    status: ClassVar[int] = 409
