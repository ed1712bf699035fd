"""Portal and office: the frame, tables, forms. How to build a page on it: docs/desk.md."""

from torg.core.desk_form import Form, read_form
from torg.core.desk_frame import Area, Desk, Entry, Place, Said, Tone, here_again, read_said, said_cookie
from torg.core.desk_rows import Row
from torg.core.desk_table import Action, Column, Filter, Table

__all__ = [
    "Action",
    "Area",
    "Column",
    "Desk",
    "Entry",
    "Filter",
    "Form",
    "Place",
    "Row",
    "Said",
    "Table",
    "Tone",
    "here_again",
    "read_form",
    "read_said",
    "said_cookie",
]
