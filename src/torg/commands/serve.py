"""`torg serve`: the whole market on one machine, and each of its processes alone."""

import asyncio
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from rich.console import Console

from torg.core.cluster import embedded_database, held
from torg.core.log import configure_logging
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres
from torg.core.process import watch_parent
from torg.core.supervisor import Child, Supervisor
from torg.settings import BadSetting, Settings

console = Console(stderr=True)


def serve_all(settings: Settings) -> int:
    """Run PostgreSQL (unless a URL is set), web, follower and worker until Ctrl-C; return the exit code."""
    began = time.monotonic()
    with ExitStack() as stack:
        stack.enter_context(held(settings.home / "serve.lock"))
        _refuse_taken_port(settings)
        server: EmbeddedPostgres | None = None
        url = settings.database_url
        if settings.embedded:
            stack.enter_context(held(settings.home / "postgres.lock", patience=60))
            server = EmbeddedPostgres(settings.home / "postgres")
            if not (server.home / "data").exists():
                console.print("Making a database …")
            url = server.start()
            stack.callback(server.stop)
        asyncio.run(migrate(url))
        if settings.demo:
            from torg.commands.demo import load_if_empty

            asyncio.run(load_if_empty(url))
        from torg.commands.links import first_links

        links = asyncio.run(first_links(settings, url))

        def keep_database() -> None:
            if server is not None and not server.running():
                console.print("PostgreSQL ended; starting it again.")
                server.start()

        environment = os.environ | {"TORG_HOME": str(settings.home), "TORG_DATABASE_URL": url}
        if settings.sandbox_payments:
            environment["TORG_SANDBOX_PORT"] = str(_free_port(settings.host, settings.sandbox_at))
        children = [
            Child(name, [sys.executable, "-m", "torg", name], environment)
            for name in ("follow", "work", "web", *(["sandbox"] if settings.sandbox_payments else []))
        ]
        announced = _Announcement(settings, began, links)

        def watch() -> None:
            keep_database()
            announced.when_ready()

        Supervisor(children, console.print, watch).run()
        console.print("Stopped. Everything is kept in", settings.home)
    return 0


def serve_web(settings: Settings) -> int:
    """Run the web processes until SIGTERM."""
    from granian import Granian
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels

    os.environ["TORG_HOME"] = str(settings.home)
    metrics = settings.home / "run" / "metrics"
    metrics.mkdir(parents=True, exist_ok=True)
    for old in metrics.glob("*.db"):
        old.unlink(missing_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics)
    Granian(
        "torg.app:app_of_worker", factory=True, interface=Interfaces.ASGI, loop=Loops.uvloop, address=settings.host,
        port=settings.port, workers=settings.web_workers, respawn_failed_workers=True, respawn_interval=0.2,
        workers_kill_timeout=5, log_level=LogLevels.warning, backlog=2048,
    ).serve()  # fmt: skip
    return 0


def serve_sandbox(settings: Settings) -> int:
    """Run the sandbox payment provider until SIGTERM."""
    import json

    from granian import Granian
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels

    from torg.payments import sandbox_secret

    watch_parent()
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    told = {
        "home": str(settings.home),
        "secret": sandbox_secret(settings.home),
        "webhook": f"http://{host}:{settings.port}/payments/sandbox/events",
    }
    os.environ["SANDBOX_SETTINGS"] = json.dumps(told)
    Granian(
        "torg.payments.sandbox.server:sandbox_app", factory=True, interface=Interfaces.ASGI, loop=Loops.uvloop,
        address=settings.host, port=settings.sandbox_at, workers=1, log_level=LogLevels.warning,
        workers_kill_timeout=5, respawn_failed_workers=True, respawn_interval=0.2,
    ).serve()  # fmt: skip
    return 0


def serve_follower(settings: Settings) -> int:
    """Run the follower until SIGTERM."""
    from torg.search.indexing import Indexes
    from torg.shelf.follow import follow

    configure_logging(settings.log_format, settings.log_level, "follow")
    with database(settings) as url:
        _run_until_stopped(follow(url, settings.shelf, Indexes()))
    return 0


def serve_worker(settings: Settings) -> int:
    """Run a worker until SIGTERM: jobs in hand are finished first."""
    import torg.accounts.jobs
    import torg.checkout.jobs
    import torg.commission.jobs
    import torg.content.review_jobs
    import torg.core.mail
    import torg.documents.jobs
    import torg.ledger.jobs
    import torg.offers.campaign_jobs
    import torg.offers.jobs
    import torg.office.jobs
    import torg.orders.jobs
    import torg.returns.jobs
    import torg.search.jobs
    import torg.sellers.jobs
    import torg.sellers.standing_jobs
    import torg.shelf.gate_jobs
    import torg.trust.jobs
    import torg.webhooks.jobs  # noqa: F401
    from torg.core.files import open_files
    from torg.core.jobs import jobs_at
    from torg.core.mail_providers import open_mailer
    from torg.payments import open_providers
    from torg.webhooks import dispatch

    configure_logging(settings.log_format, settings.log_level, "work")
    watch_parent()

    context = {
        "settings": settings,
        "mailer": open_mailer(settings.smtp_url, settings.mail_from, settings.mail_folder),
        "files": open_files(settings.files_url, settings.files_folder),
        "providers": open_providers(settings.home, settings.sandbox_url),
    }

    async def work(url: str) -> None:
        dispatching = asyncio.create_task(dispatch(url, allow_private=settings.allow_private_networks))
        try:
            async with jobs_at(url) as app:
                await app.run_worker_async(
                    concurrency=4, shutdown_graceful_timeout=8, delete_jobs="successful", additional_context=context
                )
        finally:
            dispatching.cancel()
            with suppress(asyncio.CancelledError):
                await dispatching

    with database(settings) as url:
        asyncio.run(work(url))
    return 0


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Give the URL of the database that the settings name, starting the embedded one if nobody has yet."""
    if settings.embedded:
        with embedded_database(settings.home) as url:
            yield url
    else:
        yield settings.database_url


def _run_until_stopped(work: object) -> None:
    """Run a coroutine until SIGTERM, SIGINT or the end of the process that started this one."""
    watch_parent()

    async def run() -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            return

    asyncio.run(run())


class _Announcement:
    """Says once, when the shop answers, where it is."""

    def __init__(self, settings: Settings, began: float, links: list[tuple[str, str]]) -> None:
        host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
        self._address = f"http://{host}:{settings.port}"
        self._began = began
        self._links = links
        self._done = False

    def when_ready(self) -> None:
        if self._done:
            return
        try:
            with urllib.request.urlopen(f"{self._address}/readyz", timeout=1) as answer:  # noqa: S310 - our own address.
                self._done = answer.status == 200
        except OSError:
            return
        console.print(f"\n  [bold]Torg is open[/bold] after {time.monotonic() - self._began:.1f} s")
        console.print(f"  shop   {self._address}/")
        console.print(f"  API    {self._address}/api/v1/docs")
        for who, link in self._links:
            console.print(f"  {who:<6} {link}", soft_wrap=True, highlight=False)
        console.print("  stop   Ctrl-C\n")


def _free_port(host: str, wanted: int) -> int:
    """Give the wanted port, or another one where it is taken: nobody types the sandbox's address."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind((host, port))
                return int(probe.getsockname()[1])
    return wanted


def _refuse_taken_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            said = f"Port {settings.port} on {settings.host} cannot be used ({error.strerror})"
            raise BadSetting(f"{said}; set TORG_PORT to another one.") from None
