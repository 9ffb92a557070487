"""Fonts, boundaries and styles come from this machine, compressed once and kept by the browser."""

import gzip
import json
from importlib.metadata import version
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components import card_script, plotly_script
from data.settings import PROJECT
from join.assets import asset_route, found_in
from tests.join.asgi import ask


@pytest.fixture
def site(tmp_path: Path) -> Starlette:
    folder = tmp_path / "static"
    (folder / "geo").mkdir(parents=True)
    (folder / "geo" / "areas.geojson").write_text(json.dumps({"points": list(range(2_000))}))
    (folder / "letter.woff2").write_bytes(b"wOF2" + bytes(2_000))
    (folder / ".hidden.json").write_text("{}")
    (tmp_path / "private.json").write_text('{"private": true}')
    (folder / "link.json").symlink_to(tmp_path / "private.json")
    (tmp_path / "drawing.js").write_text("draw();" * 1_000)
    return Starlette(routes=[asset_route(folder, {"js/drawing-4.1.js": tmp_path / "drawing.js"})])


def test_boundaries_come_compressed_and_whole(site: Starlette) -> None:
    answer = ask(site, "/assets/geo/areas.geojson", {"accept-encoding": "gzip, br"})
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.body)) == {"points": list(range(2_000))}


def test_a_browser_that_cannot_unpack_gets_the_plain_file(site: Starlette) -> None:
    answer = ask(site, "/assets/geo/areas.geojson")
    assert "content-encoding" not in answer.headers
    assert json.loads(answer.body) == {"points": list(range(2_000))}


def test_a_font_has_its_type_and_is_not_compressed_again(site: Starlette) -> None:
    answer = ask(site, "/assets/letter.woff2", {"accept-encoding": "gzip"})
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers


def test_an_unchanged_file_is_not_sent_twice(site: Starlette) -> None:
    first = ask(site, "/assets/letter.woff2")
    again = ask(site, "/assets/letter.woff2", {"if-none-match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_an_address_that_names_its_version_is_kept_for_good(site: Starlette) -> None:
    assert "immutable" in ask(site, "/assets/letter.woff2?v=1").headers["cache-control"]
    assert "immutable" not in ask(site, "/assets/letter.woff2").headers["cache-control"]


def test_a_script_from_elsewhere_is_served_compressed_and_kept_for_good(site: Starlette) -> None:
    answer = ask(site, "/assets/js/drawing-4.1.js", {"accept-encoding": "gzip"})
    assert gzip.decompress(answer.body) == b"draw();" * 1_000
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_plotly_comes_out_of_the_installed_package() -> None:
    assert version("plotly") in plotly_script.address()
    assert plotly_script.file().read_bytes()[:200].count(b"plotly.js") == 1


@pytest.mark.parametrize(
    "name",
    [
        "../drawing.js",
        "../private.json",
        "geo/../../private.json",
        "/etc/passwd",
        ".hidden.json",
        "link.json",
        "geo",
        "",
    ],
)
def test_nothing_but_the_listed_files_can_be_reached(site: Starlette, name: str) -> None:
    assert ask(site, f"/assets/{name}").status == 404


def test_assets_cannot_be_written(site: Starlette) -> None:
    assert ask(site, "/assets/letter.woff2", method="POST").status == 405


def test_every_shipped_file_has_a_known_type() -> None:
    shipped = found_in(PROJECT / "components" / "static")
    assert shipped
    assert [name for name, asset in shipped.items() if asset.media_type == "application/octet-stream"] == []


def test_the_script_of_a_card_is_served_by_an_address_that_names_its_version() -> None:
    served = Starlette(routes=[asset_route(PROJECT / "components" / "static", card_script.files())])
    for address in card_script.addresses():
        answer = ask(served, address)
        assert (answer.status, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
        assert "immutable" in answer.headers["cache-control"]
    [entry] = [address for address in card_script.addresses() if address in card_script.loader()]
    assert entry.endswith("/card.js")
