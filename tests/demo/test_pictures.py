"""The pictures: well-formed, small, harmless, the same each time, and none for a path that we did not make."""

from xml.etree import ElementTree as ET

import pytest
from litestar.testing import TestClient, create_test_client

from torg.demo.feeds import pictures_of
from torg.demo.generate import products
from torg.demo.market import read_market
from torg.demo.pages import routes
from torg.demo.pictures import NoSuchPicture, compose, draw

ALLOWED = {
    "svg", "defs", "linearGradient", "radialGradient", "stop", "rect", "path", "circle", "ellipse", "g", "text",
    "textPath", "clipPath",
}  # fmt: skip
LARGEST = 6000


def _parts(url: str) -> tuple[str, str, str]:
    kind, brand, name = url.removeprefix("/pictures/demo/").split("/")
    return kind, brand, name


def _check(picture: str) -> None:
    assert len(picture.encode()) < LARGEST
    for element in ET.fromstring(picture).iter():
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in ALLOWED
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name or value.startswith("#")
            assert "url(" not in value or value.startswith("url(#")


@pytest.mark.parametrize("kind", read_market().kinds)
def test_a_kinds_pictures_are_small_and_harmless(kind):
    made = [product for product in products() if product.kind.code == kind]
    for product in made[:: max(1, len(made) // 6)]:
        for url in pictures_of(product, product.variants[-1]):
            _check(draw(*_parts(url)))


def test_each_view_differs_and_each_drawing_is_deterministic():
    product = products()[0]
    urls = pictures_of(product, product.variants[0])
    assert len({draw(*_parts(url)) for url in urls}) == 3
    assert draw(*_parts(urls[0])) == draw(*_parts(urls[0]))


def test_colours_differ():
    market = read_market()
    kind, brand = market.kinds["mug"], market.brands["stilla"]
    assert compose(kind, brand, 1, "#c2332f", 1) != compose(kind, brand, 1, "#27375a", 1)


@pytest.mark.parametrize(
    ("kind", "brand", "name"),
    [
        ("nothing", "stilla", "1-red-1.svg"),
        ("mug", "nobody", "1-red-1.svg"),
        ("mug", "stilla", "1-chartreuse-1.svg"),
        ("mug", "stilla", "1-red-4.svg"),
        ("mug", "stilla", "1-c99-1.svg"),
        ("mug", "stilla", "1-c²-1.svg"),
        ("mug", "stilla", "1-red-1.png"),
        ("mug", "stilla", "1-red-1.svg\n"),
        ("mug", "stilla", "<script>-red-1.svg"),
    ],
)
def test_a_path_that_we_did_not_make_has_no_picture(kind, brand, name):
    with pytest.raises(NoSuchPicture):
        draw(kind, brand, name)


@pytest.fixture
def client():
    with create_test_client(routes) as client:
        yield client


def test_a_picture_may_be_kept_for_a_year(client: TestClient):
    answer = client.get("/pictures/demo/mug/stilla/1-red-1.svg")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "max-age=31536000" in answer.headers["cache-control"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
