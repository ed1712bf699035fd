"""Mail: sent when the transaction commits, once, again when the server stumbles."""

import asyncio
import email
from collections.abc import AsyncIterator
from email import policy
from pathlib import Path

import pytest

from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.isolation import as_ourselves, as_seller
from torg.core.mail import Mail, deliver_mail, mail_from_template, send_again, send_mail
from torg.core.mail_providers import FolderMailer, MailRefused, OutgoingMail, SmtpMailer, file_name, open_mailer
from torg.core.mail_text import text_of

LETTER = Mail(
    to="astrid@torg.example", subject="Din order är på väg ✓", text="Hej Astrid!\n", html="<p>Hej Astrid!</p>"
)
SENDER = "Torg <no-reply@torg.example>"


class Post:
    """A provider that remembers what it was given, and can be made to stumble."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.sent: list[OutgoingMail] = []
        self.fault = fault

    async def send(self, mail: OutgoingMail) -> None:
        if self.fault:
            raise self.fault
        self.sent.append(mail)


async def mails(conn: Connection) -> list[tuple[int, str, str]]:
    cursor = await conn.execute("SELECT id, message_id, state FROM mail_message ORDER BY id")
    return await cursor.fetchall()  # type: ignore[return-value]


async def jobs(conn: Connection) -> int:
    cursor = await conn.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'core.deliver_mail'")
    row = await cursor.fetchone()
    assert row is not None
    return int(row[0])


async def test_a_mail_and_its_job_are_part_of_the_transaction(conn: Connection) -> None:
    async with conn.transaction(force_rollback=True):
        await send_mail(conn, LETTER)
        assert (len(await mails(conn)), await jobs(conn)) == (1, 1)
    assert (len(await mails(conn)), await jobs(conn)) == (0, 0)


async def test_a_message_id_is_sent_once(conn: Connection) -> None:
    post = Post()
    for _ in range(2):
        await send_mail(conn, LETTER, message_id="order-12-confirmed")
    [(number, message_id, state)] = await mails(conn)
    assert (message_id, state, await jobs(conn)) == ("order-12-confirmed", "queued", 1)
    for _ in range(2):
        await deliver_mail(conn, post, number)
    assert [each.message_id for each in post.sent] == ["order-12-confirmed"]
    await send_mail(conn, LETTER, message_id="order-12-confirmed")
    assert len(await mails(conn)) == 1


async def test_mails_without_a_name_are_each_their_own(conn: Connection) -> None:
    await send_mail(conn, LETTER)
    await send_mail(conn, LETTER)
    assert len({message_id for _, message_id, _ in await mails(conn)}) == 2


async def test_a_seller_may_send_but_not_read(conn: Connection) -> None:
    async with conn.transaction(force_rollback=True), as_seller(conn, 1):
        await send_mail(conn, LETTER)
        with pytest.raises(Exception, match="permission denied"):
            async with conn.transaction():
                await conn.execute("SELECT * FROM mail_message")
        async with as_ourselves(conn):
            assert len(await mails(conn)) == 1


async def test_what_was_said_is_forgotten_once_it_is_sent(conn: Connection) -> None:
    await send_mail(conn, LETTER)
    [(number, _, _)] = await mails(conn)
    await deliver_mail(conn, Post(), number)
    cursor = await conn.execute("SELECT content, state FROM mail_message")
    assert await cursor.fetchall() == [(None, "sent")]


async def test_a_stumble_waits_for_the_next_try_and_the_last_one_says_so(conn: Connection) -> None:
    await send_mail(conn, LETTER)
    [(number, _, _)] = await mails(conn)
    with pytest.raises(ConnectionError):
        await deliver_mail(conn, Post(ConnectionError("no route")), number)
    assert (await mails(conn))[0][2] == "queued"
    await deliver_mail(conn, Post(ConnectionError("no route")), number, last_try=True)
    assert (await mails(conn))[0][2] == "failed"
    await send_again(conn, SYSTEM, number)
    post = Post()
    await deliver_mail(conn, post, number)
    assert len(post.sent) == 1


async def test_a_refused_mail_is_not_tried_again(conn: Connection) -> None:
    await send_mail(conn, LETTER)
    [(number, _, _)] = await mails(conn)
    await deliver_mail(conn, Post(MailRefused("550 no such mailbox")), number)
    assert (await mails(conn))[0][2] == "failed"


async def test_the_folder_holds_whole_mails(tmp_path: Path) -> None:
    mailer = open_mailer("", SENDER, tmp_path / "mail")
    assert isinstance(mailer, FolderMailer)
    outgoing = OutgoingMail("order-12", LETTER.to, LETTER.subject, LETTER.text, LETTER.html, {}, "sv")
    await mailer.send(outgoing)
    await mailer.send(outgoing)
    [path] = (tmp_path / "mail").iterdir()
    assert path.name == file_name("order-12")
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == LETTER.subject
    assert message["To"] == LETTER.to
    assert message["Message-ID"].startswith("<order-12")
    assert message["Content-Language"] == "sv"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Hej Astrid!"


async def test_an_address_with_letters_of_ours(tmp_path: Path) -> None:
    await FolderMailer(tmp_path, SENDER).send(OutgoingMail("1", "åsa@blåbär.example", "Hej", "text", "", {}, "sv"))
    message = email.message_from_bytes((tmp_path / "1.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "åsa@blåbär.example"


async def test_a_message_id_is_plain(conn: Connection) -> None:
    with pytest.raises(ValueError, match="cannot be a message id"):
        await send_mail(conn, LETTER, message_id="order 12>\r\nBcc: x")


@pytest.mark.parametrize("broken", ["a\nBcc: all@torg.example", "a\r\n\r\nHello"])
async def test_no_header_is_smuggled_in(broken: str, tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path, SENDER)
    with pytest.raises(MailRefused):
        await mailer.send(OutgoingMail("1", LETTER.to, broken, "text", "", {}, "sv"))
    with pytest.raises(MailRefused):
        await mailer.send(OutgoingMail("1", broken, "Hej", "text", "", {}, "sv"))


def test_text_is_made_from_html() -> None:
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Hej &amp; hå</h1><p>En  rad<br>till</p>"
        '<ul><li>ett</li><li>två</li></ul><p><a href="https://torg.example/a">Öppna</a></p>'
        "<table><tr><td>Pris</td><td>9 kr</td></tr></table></body></html>"
    )
    assert text_of(html) == (
        "Hej & hå\n\nEn rad\ntill\n\n- ett\n- två\n\nÖppna (https://torg.example/a)\n\nPris 9 kr\n"
    )


def test_a_template_speaks_the_readers_language() -> None:
    mail = mail_from_template("a@torg.example", "fi", "accounts/mail/code.html", "Koodi", code="123456")
    assert "123456" in mail.text
    assert "Kirjautumiskoodisi" in mail.text
    assert "Never give it" not in mail.html


class Server:
    """A mail server that speaks enough SMTP, and answers RCPT as it is told."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.answer = b"250 ok"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        body: list[bytes] | None = None
        while line := await reader.readline():
            if body is not None:
                if line == b".\r\n":
                    self.received.append(b"".join(body))
                    body = None
                    writer.write(b"250 kept\r\n")
                else:
                    body.append(line)
                continue
            word = line[:4].upper()
            if word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            if word == b"DATA":
                body = []
            writer.write({b"DATA": b"354 go on", b"RCPT": self.answer}.get(word, b"250 ok") + b"\r\n")
        await writer.drain()
        writer.close()


@pytest.fixture
async def smtp_server() -> AsyncIterator[tuple[Server, str]]:
    told = Server()
    listening = await asyncio.start_server(told.talk, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    yield told, f"smtp://127.0.0.1:{port}"
    listening.close()
    await listening.wait_closed()


@pytest.mark.enable_socket
async def test_smtp(smtp_server: tuple[Server, str]) -> None:
    told, url = smtp_server
    mailer = SmtpMailer(url, SENDER)
    await mailer.send(
        OutgoingMail("a1", LETTER.to, LETTER.subject, LETTER.text, LETTER.html, {"Reply-To": "b@t.example"}, "sv")
    )
    message = email.message_from_bytes(told.received[0], policy=policy.default)
    assert message["Subject"] == LETTER.subject
    assert message["Reply-To"] == "b@t.example"
    told.answer = b"450 later"
    with pytest.raises(Exception, match="later") as later:
        await mailer.send(OutgoingMail("a2", LETTER.to, "s", "t", "", {}, "sv"))
    assert not isinstance(later.value, MailRefused)
    told.answer = b"550 no such mailbox"
    with pytest.raises(MailRefused, match="no such mailbox"):
        await mailer.send(OutgoingMail("a3", LETTER.to, "s", "t", "", {}, "sv"))
