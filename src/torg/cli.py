"""The command line: `torg --help`."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import psycopg
from cyclopts import App, Parameter
from rich.console import Console

from torg.core.cluster import HomeInUse
from torg.core.errors import Refusal
from torg.core.postgres import PostgresFailed
from torg.settings import BadSetting, read_settings

DONE, FAILED, WRONG_USE, SOME_REFUSED, INTERRUPTED = 0, 1, 2, 3, 130

app = App(
    name="torg",
    help=(
        "Torg: an open marketplace for the Nordics.\n\n"
        "Settings come from the environment; `torg settings` lists them. "
        "Exit codes: 0 done, 1 failed, 2 wrong use or setting, 3 done but some rows were refused."
    ),
    version_flags=["--version"],
)
console = Console(stderr=True)


@app.command
def serve() -> int:
    """Run the whole market on this machine: PostgreSQL, web, follower and worker; stop it with Ctrl-C."""
    from torg.commands.serve import serve_all

    return serve_all(read_settings())


@app.command
def web() -> int:
    """Run the web processes alone."""
    from torg.commands.serve import serve_web

    return serve_web(read_settings())


@app.command
def follow() -> int:
    """Run the follower alone: it keeps this node's shelf in step with the database."""
    from torg.commands.serve import serve_follower

    return serve_follower(read_settings())


@app.command
def work() -> int:
    """Run a worker alone: it does the jobs that writes leave behind."""
    from torg.commands.serve import serve_worker

    return serve_worker(read_settings())


@app.command
def sandbox() -> int:
    """Run the sandbox payment provider alone: test cards, a hosted page, webhooks; no real money."""
    from torg.commands.serve import serve_sandbox

    return serve_sandbox(read_settings())


@app.command
def migrate() -> int:
    """Bring the database up to this version."""
    from torg.commands.serve import database
    from torg.core.migrations import migrate as apply

    with database(read_settings()) as url:
        applied = asyncio.run(apply(url))
    console.print(f"Applied {', '.join(applied)}." if applied else "The database is up to date.")
    return DONE


@app.command(name="import")
def import_(
    source: str,
    /,
    *,
    seller: Annotated[str, Parameter(help="The seller's slug or number.")],
    format: Annotated[
        str | None, Parameter(help="google, shopify, woocommerce, jsonl, or mapping; guessed when left out.")
    ] = None,
    market: Annotated[
        str | None, Parameter(help="The market of the prices: se, no, dk, fi; else by their currency.")
    ] = None,
    language: Annotated[str | None, Parameter(help="The language of the texts: sv, nb, da, fi, en.")] = None,
    mapping: Annotated[
        Path | None, Parameter(help="A mapping file (TOML or JSON) for any other CSV, TSV, JSON or XML.")
    ] = None,
    name: Annotated[str | None, Parameter(help="The name of the feed; default: the file's or the address's.")] = None,
    rate: Annotated[
        list[str] | None, Parameter(help="A foreign currency's rate into the market's: USD=10.5; may be repeated.")
    ] = None,
    create_seller: Annotated[
        bool, Parameter(help="Register the seller, active, when it is not there (for trying out).")
    ] = False,
    keep_missing: Annotated[bool, Parameter(help="Keep the offers that the feed no longer has.")] = False,
    force_removal: Annotated[
        bool, Parameter(help="Withdraw missing offers even when more than half would go.")
    ] = False,
    report: Annotated[
        Path | None, Parameter(help="Write the report as JSON to this file; refused rows go beside it.")
    ] = None,
) -> int:
    """Import a seller's feed from a file or an address; a second time changes only what differs."""
    from torg.commands.import_feed import ImportOptions, run_import

    options = ImportOptions(
        source=source, seller=seller, format=format, market=market, language=language, mapping=mapping, name=name,
        rates=tuple(rate or ()), create_seller=create_seller, keep_missing=keep_missing, force_removal=force_removal,
        report=report,
    )  # fmt: skip
    return run_import(read_settings(), options)


@app.command
def demo() -> int:
    """Load the demo market into an empty database."""
    from torg.commands.demo import load_demo_command

    return load_demo_command(read_settings())


@app.command
def sellers() -> int:
    """List the sellers with the names that `torg import --seller` takes."""
    from torg.commands.sellers import list_sellers

    return list_sellers(read_settings())


@app.command
def link(
    email: Annotated[str, Parameter(help="Whose link it is: the e-mail address of their account.")],
    *,
    hours: Annotated[int, Parameter(help="For how long it is valid, 1 to 168 hours.")] = 24,
) -> int:
    """Print a link that signs somebody in once; for people who cannot get mail yet."""
    from torg.commands.links import print_link

    return print_link(read_settings(), email, hours)


@app.command
def rebuild() -> int:
    """Make the shelf anew from the database: documents and search indexes."""
    from torg.commands.rebuild import rebuild_shelf

    return rebuild_shelf(read_settings())


@app.command
def assets() -> int:
    """Copy the front-end packages into place (done by `make`)."""
    from torg.web.assets import bring_in

    bring_in(Path.cwd())
    return DONE


@app.command
def doctor() -> int:
    """Check settings, database, migrations, shelf and disk, and say what to do about what is wrong."""
    from torg.commands.doctor import examine

    return examine(read_settings())


@app.command
def settings(*, form: Literal["text", "json"] = "text") -> int:
    """Show every setting with its value and its meaning."""
    from torg.commands.doctor import show_settings

    show_settings(read_settings(), form)
    return DONE


def main() -> None:
    """Run the command line; refusals and wrong settings are said in one sentence and an exit code."""
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    try:
        sys.exit(app(sys.argv[1:], result_action="return_value") or DONE)
    except BadSetting as error:
        _say(error)
        sys.exit(WRONG_USE)
    except (Refusal, PostgresFailed, HomeInUse) as error:
        _say(error)
        sys.exit(FAILED)
    except psycopg.OperationalError as error:
        _say(f"The database does not answer: {str(error).strip()}\nIs it running? `torg doctor` looks at everything.")
        sys.exit(FAILED)
    except KeyboardInterrupt:
        _say("Stopped. What was done until now is kept.")
        sys.exit(INTERRUPTED)


def _say(error: object) -> None:
    console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
