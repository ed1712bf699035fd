"""Returns: withdrawals, goods that come back, complaints, and the money that goes back for them."""

from torg.returns.decide_return import decide_return
from torg.returns.errors import BadReturn, NothingToReturn, ReturnClosed, ReturnNotFound, WithdrawalNotFound
from torg.returns.models import Decision, Inspected, NewWithdrawal, ReturnCase, ReturnLine, Withdrawal
from torg.returns.move_return import mark_received, mark_sent, stop_sending
from torg.returns.open_return import open_return
from torg.returns.queries import lines_of_returns, returns_of_order, returns_of_parcel
from torg.returns.reckon import most_of, reckon
from torg.returns.withdraw import declare_withdrawal, route_withdrawal, set_withdrawal_aside, withdrawal_of

__all__ = [
    "BadReturn",
    "Decision",
    "Inspected",
    "NewWithdrawal",
    "NothingToReturn",
    "ReturnCase",
    "ReturnClosed",
    "ReturnLine",
    "ReturnNotFound",
    "Withdrawal",
    "WithdrawalNotFound",
    "decide_return",
    "declare_withdrawal",
    "lines_of_returns",
    "mark_received",
    "mark_sent",
    "most_of",
    "open_return",
    "reckon",
    "returns_of_order",
    "returns_of_parcel",
    "route_withdrawal",
    "set_withdrawal_aside",
    "stop_sending",
    "withdrawal_of",
]
