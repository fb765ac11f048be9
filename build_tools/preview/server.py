"""The small server of a preview, for browsers on the same machine."""

from __future__ import annotations

import posixpath
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

from build_tools.network.rules import media_type, rule
from build_tools.preview.pages import OWN, PLACE
from build_tools.preview.session import Session

PATIENCE = 25.0
"""Seconds after which a browser that waits for a change is told that there was none."""


class Server(ThreadingHTTPServer):
    """Shows what a session holds. Raises OSError when the port is taken."""

    daemon_threads = True

    def __init__(self, host: str, port: int, session: Session) -> None:
        self.session = session
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Where browsers find it."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over browsers that went away; what else is wrong an editor cannot mend."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a browser."""
        asked = urlsplit(self.path)
        file = _file(asked.path)
        if file == f"{PLACE}after":
            given = parse_qs(asked.query)
            page, mark = (given.get(name, [""])[0] for name in ("page", "mark"))
            changed = self.server.session.differs(_file(page), mark, PATIENCE)
            self._send(HTTPStatus.OK, b"changed" if changed else b"the same", "text/plain")
        elif file.startswith(PLACE) and file.removeprefix(PLACE) in OWN:
            name = file.removeprefix(PLACE)
            self._send(HTTPStatus.OK, OWN[name], media_type(name))
        else:
            self._show(file, asked.path)

    def do_HEAD(self) -> None:
        """Answer as to do_GET, without the content."""
        self.do_GET()

    def _show(self, file: str, path: str) -> None:
        session = self.server.session
        content = session.read(file)
        if content is not None:
            self._send(HTTPStatus.OK, content, media_type(file), rule(file).cache)
        elif not path.endswith("/") and session.read(f"{file}/index.html") is not None:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"{quote(posixpath.normpath(unquote(path)))}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            lost = session.read("404.html") or b"There is no such page."
            self._send(HTTPStatus.NOT_FOUND, lost, media_type("404.html"))

    def _send(
        self, status: HTTPStatus, content: bytes, media: str, cache: str = "no-store"
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", cache)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request: the terminal is for what editors must know."""


def _file(path: str) -> str:
    """The file that an address stands for, from the top of the site and never above it."""
    plain = posixpath.normpath("/" + unquote(path)).lstrip("/")
    if not path.endswith("/"):
        return plain
    return f"{plain}/index.html" if plain else "index.html"
