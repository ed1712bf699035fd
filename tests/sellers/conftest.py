"""Nils, who begins to sell tools, and Olav, who runs the market."""

import pytest

from torg.accounts import Account, open_account
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.sellers import Seller, all_sellers
from torg.sellers.begin_selling import begin_selling
from torg.sellers.company_registry import TestRegistry
from torg.sellers.complete_trial import complete_trial_seller

OLAV = Actor("operator", "901")
INGRID = Actor("operator", "902")
NILS_NUMBER = "5599992004"


def member(seller: Seller, account: Account) -> Actor:
    """The actor of somebody who works for a seller."""
    return Actor("seller", f"{seller.id}/{account.id}")


@pytest.fixture
async def nils(conn: Connection) -> Account:
    """Owns a shop that is a draft."""
    return await open_account(conn, SYSTEM, "nils@shop.example", name="Nils", language="sv")


@pytest.fixture
async def draft(conn: Connection, nils: Account) -> Seller:
    """What the company register knows is filled in, nothing else."""
    company = await TestRegistry().look_up("SE", NILS_NUMBER)
    assert company is not None
    return await begin_selling(conn, nils, country="SE", org_number=NILS_NUMBER, company=company)


@pytest.fixture
async def complete(conn: Connection, draft: Seller) -> Seller:
    """A draft with everything that the law asks for."""
    completed = await complete_trial_seller(conn, SYSTEM, draft, "Nils Nilsson")
    await conn.execute(
        "UPDATE seller SET phone = '+46 8 1', delivery = '{\"se\": {\"price\": 4900}}' WHERE id = %s", (completed.id,)
    )
    return next(each for each in await all_sellers(conn) if each.id == draft.id)
