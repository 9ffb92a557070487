"""What the pages need besides code: fonts, boundaries, the empty map style; served from this machine only.

The folder is listed once at the start. Only what stood there then is served, so no address can reach
anything else. A file is read and compressed at its first request and then kept in memory.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

TYPES = {
    ".geojson": "application/geo+json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
COMPRESSED = {".css", ".geojson", ".js", ".json", ".mjs", ".svg", ".txt"}
SMALLEST_COMPRESSED = 1_000  # bytes; below this the saving is smaller than the header
A_YEAR = "public, max-age=31536000, immutable"  # for addresses that name their version, as ?v=…
A_DAY = "public, max-age=86400"


class Asset:
    """One file that never changes while the server runs."""

    def __init__(self, path: Path, *, lasting: bool = False) -> None:
        """``lasting``: the address names the version of the file."""
        self.path = path
        self.lasting = lasting

    @property
    def media_type(self) -> str:
        guessed = mimetypes.guess_type(self.path.name)[0]
        return TYPES.get(self.path.suffix, guessed or "application/octet-stream")

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'

    @cached_property
    def compressed(self) -> bytes | None:
        """The content as gzip, or None where that is not worth it."""
        if self.path.suffix not in COMPRESSED or len(self.content) < SMALLEST_COMPRESSED:
            return None
        return gzip.compress(self.content, mtime=0)

    def answer(self, request: Request) -> Response:
        """The file, or 304 where the browser has this very content already."""
        headers = {
            "ETag": self.etag,
            "Cache-Control": A_YEAR if self.lasting or "v" in request.query_params else A_DAY,
            "Vary": "Accept-Encoding",
        }
        if self.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if self.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                self.compressed, headers={**headers, "Content-Encoding": "gzip"}, media_type=self.media_type
            )
        return Response(self.content, headers=headers, media_type=self.media_type)


def found_in(folder: Path) -> dict[str, Asset]:
    """Every file of the folder by the rest of its address, for example ``geo/councils.geojson``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): Asset(path) for path in files if path.name[0] != "."}


def asset_route(folder: Path, versioned: Mapping[str, Path] | None = None) -> Route:
    """The route ``/assets/…`` over what the folder holds now; read only.

    ``versioned`` adds single files from elsewhere, by names that tell their version.
    """
    added = {name: Asset(path, lasting=True) for name, path in (versioned or {}).items()}
    return Route("/assets/{name:path}", _answer_from(found_in(folder) | added), methods=["GET"])


def _answer_from(assets: dict[str, Asset]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asset = assets.get(request.path_params["name"])
        if asset is None:
            return PlainTextResponse("Not found", status_code=404)
        return await run_in_threadpool(asset.answer, request)

    return answer
