"""What returns refuse."""

from torg.core.errors import NotFound, Refusal


class ReturnNotFound(NotFound):
    """There is no such return."""

    code = "return_not_found"


class WithdrawalNotFound(NotFound):
    """There is no such withdrawal."""

    code = "withdrawal_not_found"


class NothingToReturn(Refusal):
    """There are not so many pieces that could be returned."""

    code = "nothing_to_return"
    status = 409


class BadReturn(Refusal):
    """Something is missing in the return."""

    code = "bad_return"
    status = 422


class ReturnClosed(Refusal):
    """The return is not at that stage any more."""

    code = "return_closed"
    status = 409
