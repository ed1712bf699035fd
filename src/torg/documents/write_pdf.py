"""Write a document as PDF: one paper of A4, in the language of its order, from what was frozen when it was issued."""

import unicodedata
from datetime import date

from babel.dates import format_date
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from torg.core.i18n import Catalogue, catalogue
from torg.core.money import format_money
from torg.documents.models import Content, Document, Party
from torg.documents.words import percent

_PLAIN = {
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "•": "·", "…": "...", "€": "EUR", "œ": "oe", "Œ": "OE", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "‘": "'", "’": "'", "‚": "'", "“": '"',
    "”": '"', "„": '"', "™": "(TM)", "\u2009": " ", "\u202f": "\u00a0", "\u2007": "\u00a0",
}  # fmt: skip
_GREY = (90, 100, 97)
_LEFT, _WIDTH = 18.0, 174.0
_SMALL = 9


def latin(text: str) -> str:
    """Write a text with the letters that every reader's own fonts have (Latin-1): all Nordic ones are among them.

    Others lose their marks (`š` is `s`), and what then is still unknown becomes a question mark.
    """
    written = []
    for letter in unicodedata.normalize("NFC", text):
        known = _PLAIN.get(letter, letter)
        if not known.isprintable() and known != "\u00a0":
            known = " "
        if not _fits(known):
            known = "".join(each for each in unicodedata.normalize("NFKD", known) if not unicodedata.combining(each))
        written.append(known if _fits(known) else "?")
    return "".join(written)


def write_pdf(document: Document) -> bytes:
    """Write a receipt or credit note."""
    content = document.content
    words = catalogue(content.language)
    title = words.say("Credit note" if document.kind == "credit_note" else "Receipt")
    pdf = FPDF(format="A4")
    pdf.set_creation_date(document.issued)
    pdf.set_title(latin(f"{title} {document.number}"))
    pdf.set_lang(content.language)
    pdf.set_author(latin(content.seller.name))
    pdf.set_margins(_LEFT, 16)
    pdf.set_auto_page_break(auto=True, margin=18)
    pdf.add_page()
    _text(pdf, f"{title} {document.number}", size=18, style="B", height=10)
    pdf.ln(2)
    _facts(pdf, words, content)
    _parties(pdf, words, content)
    _lines(pdf, words, content)
    _vat(pdf, words, content)
    _text(
        pdf,
        words.say("Bought on %(market)s; sold by %(seller)s.", market=content.market_name, seller=content.seller.name),
        size=_SMALL,
        grey=True,
    )
    return bytes(pdf.output() or b"")


def _fits(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _text(pdf: FPDF, text: str, *, size: int = 10, style: str = "", grey: bool = False, height: float = 5.2) -> None:
    pdf.set_font("helvetica", "B" if style == "B" else "", size)
    pdf.set_text_color(*(_GREY if grey else (0, 0, 0)))
    pdf.multi_cell(_WIDTH, height, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")


def _facts(pdf: FPDF, words: Catalogue, content: Content) -> None:
    def day(value: date) -> str:
        return format_date(value, "long", locale=content.language)

    said = [
        words.say("Issued %(day)s", day=day(content.issued)),
        words.say("Order %(number)s of %(day)s", number=content.order_number, day=day(content.ordered)),
        words.say("Sent %(day)s", day=day(content.supplied)),
    ]
    if content.of_receipt:
        said.append(words.say("Corrects receipt %(number)s", number=content.of_receipt))
    if content.reason:
        said.append(words.say("Reason: %(reason)s", reason=content.reason))
    for each in said:
        _text(pdf, each)
    pdf.ln(4)


def _parties(pdf: FPDF, words: Catalogue, content: Content) -> None:
    for who, party in ((words.say("Seller"), content.seller), (words.say("Buyer"), content.buyer)):
        _text(pdf, who, size=_SMALL, grey=True)
        _text(pdf, party.name, style="B")
        for each in _of_party(words, party):
            _text(pdf, each)
        pdf.ln(3)


def _of_party(words: Catalogue, party: Party) -> list[str]:
    numbers = []
    if party.org_number:
        numbers.append(words.say("company number %(number)s", number=party.org_number))
    if party.vat_number:
        numbers.append(words.say("VAT number %(number)s", number=party.vat_number))
    reached = [each for each in (party.email, party.phone) if each]
    return [each for each in (", ".join(party.address), ", ".join(numbers), ", ".join(reached)) if each]


def _lines(pdf: FPDF, words: Catalogue, content: Content) -> None:
    rows = [[words.say("What"), words.say("Pieces"), words.say("VAT rate"), words.say("Amount incl. VAT")]]
    rows += [
        [
            line.title,
            str(line.quantity) if line.order_line is not None else "",
            percent(line.vat_rate, content.language),
            format_money(line.total, content.currency, content.language),
        ]
        for line in content.lines
    ]
    _table(pdf, rows, (92, 22, 22, 38))


def _vat(pdf: FPDF, words: Catalogue, content: Content) -> None:
    def money(amount: int) -> str:
        return format_money(amount, content.currency, content.language)

    rows = [[words.say("VAT rate"), words.say("Net"), words.say("VAT"), words.say("Gross")]]
    rows += [
        [percent(each.rate, content.language), money(each.net), money(each.vat), money(each.gross)]
        for each in content.vat_lines
    ]
    _table(pdf, rows, (48, 42, 42, 42))
    said = words.say("Given back: %(money)s" if content.of_receipt else "Paid: %(money)s", money=money(content.gross))
    _text(pdf, said, size=13, style="B", height=8)
    pdf.ln(2)


def _table(pdf: FPDF, rows: list[list[str]], widths: tuple[int, ...]) -> None:
    pdf.set_font("helvetica", "", _SMALL)
    pdf.set_text_color(0, 0, 0)
    aligned = ("LEFT", *("RIGHT" for _ in widths[1:]))
    with pdf.table(
        col_widths=widths, width=sum(widths), align="LEFT", text_align=aligned, line_height=5.4,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES, headings_style=FontFace(emphasis="BOLD"), padding=(0.6, 1),
    ) as table:  # fmt: skip
        for row in rows:
            held = table.row()
            for each in row:
                held.cell(latin(each))
    pdf.ln(5)
