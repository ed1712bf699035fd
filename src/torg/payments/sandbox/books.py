"""The sandbox's own books: payments, cards on file and events, in a file of SQLite that survives a kill -9.

It moves no real money. A card number decides what happens, as with real providers' test cards: …0002 is declined,
…9995 has too little on it, …3155 asks its holder to prove who they are, every other one with a right check digit pays.
"""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from stdnum import luhn

FEE_BASIS_POINTS = 140
FEE_FIXED = 180
"""Minor units for each payment that is drawn, beside 1.4 per cent of it."""

_TABLES = """
    CREATE TABLE IF NOT EXISTS payment (
        reference TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, amount INTEGER NOT NULL,
        currency TEXT NOT NULL, captured INTEGER NOT NULL DEFAULT 0, refunded INTEGER NOT NULL DEFAULT 0,
        charged_back INTEGER NOT NULL DEFAULT 0, fee INTEGER NOT NULL DEFAULT 0, failure TEXT, return_url TEXT NOT NULL,
        order_number TEXT NOT NULL, language TEXT NOT NULL, keep INTEGER NOT NULL, card TEXT, label TEXT, expires TEXT,
        proof TEXT, changed REAL NOT NULL);
    CREATE TABLE IF NOT EXISTS act (
        key TEXT PRIMARY KEY, reference TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS card (token TEXT PRIMARY KEY, number TEXT NOT NULL, label TEXT NOT NULL, expires TEXT);
    CREATE TABLE IF NOT EXISTS event (
        id TEXT PRIMARY KEY, at REAL NOT NULL, body TEXT NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
        delivered INTEGER NOT NULL DEFAULT 0);
"""


class Refused(Exception):  # noqa: N818 - an answer, not a fault.
    """What was asked cannot be done."""


class Record(Struct, frozen=True):
    """One payment in the sandbox's books."""

    reference: str
    key: str
    state: str
    amount: int
    currency: str
    captured: int
    refunded: int
    charged_back: int
    fee: int
    failure: str | None
    return_url: str
    order_number: str
    language: str
    keep: bool
    card: str | None
    label: str | None
    expires: str | None
    proof: str | None
    changed: float

    def told(self) -> dict[str, Any]:
        """Give what the API says of it."""
        hidden = {"card", "proof", "return_url", "keep", "label", "expires"}
        shown = {name: getattr(self, name) for name in self.__struct_fields__ if name not in hidden}
        if self.keep and self.card and self.state == "authorised":
            shown["kept"] = {"token": self.card, "label": self.label, "expires": self.expires}
        return shown


class Books:
    """The books in one file; every change is durable before it is answered."""

    def __init__(self, path: Path) -> None:
        """Open them, or begin new ones."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.row_factory = sqlite3.Row
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def begin(self, asked: dict[str, Any]) -> Record:
        """Write a payment down; the same key gives the payment that it made before."""
        with self._changing():
            before = self._find("key", asked["key"])
            if before is not None:
                return before
            reference = f"sb_{secrets.token_hex(12)}"
            self._database.execute(
                """INSERT INTO payment (reference, key, state, amount, currency, return_url, order_number, language,
                                        keep, changed) VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)""",
                (reference, asked["key"], asked["amount"], asked["currency"], asked["return_url"],
                 asked["order_number"], asked["language"], bool(asked.get("keep")), time.time()),
            )  # fmt: skip
            token = asked.get("token")
            if token is None:
                return self._sure(reference)
            kept = self._database.execute(
                "SELECT number, label, expires FROM card WHERE token = ?", (token,)
            ).fetchone()
            if kept is None:
                return self._fail(reference, "expired_card")
            return self._charge(reference, kept["number"], kept["expires"], token=token, present=False)

    def pay(self, reference: str, number: str, expires: str) -> Record:
        """Try a card that its holder has typed on the hosted page."""
        with self._changing():
            payment = self._sure(reference)
            if payment.state != "pending":
                return payment
            return self._charge(reference, number, expires, token=None, present=True)

    def prove(self, reference: str, code: str) -> Record:
        """Take the holder's proof of who they are: in the sandbox everybody's code is 123456."""
        with self._changing():
            payment = self._sure(reference)
            if payment.state != "pending" or payment.proof is None:
                return payment
            if code != "123456":
                return self._fail(reference, "authentication_failed")
            return self._authorise(reference, payment.proof, payment.expires or "")

    def cancel(self, reference: str) -> Record:
        """Let the shopper go back without paying."""
        with self._changing():
            payment = self._sure(reference)
            return self._fail(reference, "cancelled") if payment.state == "pending" else payment

    def act(self, reference: str, kind: str, amount: int, key: str) -> Record:
        """Capture, refund or void, once for a key; raises Refused."""
        with self._changing():
            done = self._database.execute("SELECT reference, kind, amount FROM act WHERE key = ?", (key,)).fetchone()
            if done is not None:
                if tuple(done) != (reference, kind, amount):
                    raise Refused("that key was used for something else")
                return self._sure(reference)
            payment = self._sure(reference)
            if payment.state != "authorised":
                raise Refused(f"the payment is {payment.state}")
            if kind == "capture":
                if not 0 < amount <= payment.amount - payment.captured:
                    raise Refused("more than is authorised and not drawn")
                fee = amount * FEE_BASIS_POINTS // 10_000 + (FEE_FIXED if not payment.captured else 0)
                changes = {"captured": payment.captured + amount, "fee": payment.fee + fee}
            elif kind == "refund":
                if not 0 < amount <= payment.captured - payment.refunded - payment.charged_back:
                    raise Refused("more than is drawn and not given back")
                changes = {"refunded": payment.refunded + amount}
            elif kind == "charge_back":
                if not 0 < amount <= payment.captured - payment.refunded - payment.charged_back:
                    raise Refused("more than is drawn and not given back")
                changes = {"charged_back": payment.charged_back + amount}
            else:
                if payment.captured:
                    raise Refused("some of it is drawn")
                changes = {"state": "voided"}  # type: ignore[dict-item]
            self._database.execute("INSERT INTO act VALUES (?, ?, ?, ?)", (key, reference, kind, amount))
            return self._change(reference, {"capture": "captured", "refund": "refunded", "void": "voided",
                                            "charge_back": "charged_back"}[kind], **changes)  # fmt: skip

    def find(self, reference: str) -> Record | None:
        """Find a payment by its reference."""
        with self._lock:
            return self._find("reference", reference)

    def find_by_key(self, key: str) -> Record | None:
        """Find a payment by the key of the request for it."""
        with self._lock:
            return self._find("key", key)

    def changed_since(self, moment: float) -> list[Record]:
        """List the payments that have changed since."""
        with self._lock:
            found = self._database.execute("SELECT * FROM payment WHERE changed >= ? ORDER BY changed", (moment,))
            return [_record(row) for row in found]

    def due_events(self, now: float, limit: int = 50) -> list[tuple[str, str, int]]:
        """List the events that are to be told now, as id, body and how often that was tried."""
        with self._lock:
            found = self._database.execute(
                "SELECT id, body, tries FROM event WHERE NOT delivered AND due <= ? ORDER BY due LIMIT ?", (now, limit)
            )
            return [(row["id"], row["body"], row["tries"]) for row in found]

    def note_delivery(self, event: str, *, delivered: bool, due: float) -> None:
        """Note that an event was told, or when to try again."""
        with self._changing():
            self._database.execute(
                "UPDATE event SET delivered = ?, due = ?, tries = tries + 1 WHERE id = ?", (delivered, due, event)
            )

    def _charge(self, reference: str, number: str, expires: str, *, token: str | None, present: bool) -> Record:
        digits = "".join(each for each in number if each.isdigit())
        if not 12 <= len(digits) <= 19 or not luhn.is_valid(digits):
            return self._fail(reference, "invalid_card")
        if expires and expires < f"{datetime.now(UTC):%Y-%m}":
            return self._fail(reference, "expired_card")
        if digits.endswith("0002"):
            return self._fail(reference, "declined")
        if digits.endswith("9995"):
            return self._fail(reference, "insufficient_funds")
        if digits.endswith("3155"):
            # A shopper who is not there cannot prove anything: the provider's page asks them to.
            self._database.execute(
                "UPDATE payment SET proof = ?, expires = ? WHERE reference = ?", (digits, expires, reference)
            )
            return self._sure(reference)
        return self._authorise(reference, digits, expires, token=token if not present else None)

    def _authorise(self, reference: str, digits: str, expires: str, token: str | None = None) -> Record:
        payment = self._sure(reference)
        label = f"{'Visa' if digits[0] == '4' else 'Mastercard' if digits[0] == '5' else 'Kort'} •••• {digits[-4:]}"
        if token is None and payment.keep:
            token = f"card_{secrets.token_hex(12)}"
            self._database.execute("INSERT INTO card VALUES (?, ?, ?, ?)", (token, digits, label, expires))
        return self._change(
            reference, "authorised", state="authorised", card=token, label=label, expires=expires, proof=None
        )

    def _fail(self, reference: str, why: str) -> Record:
        return self._change(reference, "failed", state="failed", failure=why)

    def _change(self, reference: str, kind: str, **values: Any) -> Record:
        """Change a payment and write down the event that tells of it, together."""
        assignments = ", ".join(f"{name} = ?" for name in values)
        self._database.execute(
            f"UPDATE payment SET {assignments}, changed = ? WHERE reference = ?",  # noqa: S608 - names of ours.
            (*values.values(), time.time(), reference),
        )
        payment = self._sure(reference)
        body = json.dumps({"id": f"ev_{secrets.token_hex(12)}", "kind": kind, "payment": payment.told()})
        now = time.time()
        self._database.execute(
            "INSERT INTO event (id, at, body, due) VALUES (?, ?, ?, ?)", (json.loads(body)["id"], now, body, now)
        )
        return payment

    def _sure(self, reference: str) -> Record:
        found = self._find("reference", reference)
        if found is None:
            raise Refused("there is no such payment")
        return found

    def _find(self, column: str, value: str) -> Record | None:
        row = self._database.execute(f"SELECT * FROM payment WHERE {column} = ?", (value,)).fetchone()  # noqa: S608
        return None if row is None else _record(row)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the books for one change: all of it, or nothing."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


def _record(row: sqlite3.Row) -> Record:
    values = dict(row)
    values["keep"] = bool(values["keep"])
    return Record(**values)
