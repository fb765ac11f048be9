"""A small web server for tests: serves a built site, and can be told to fail in chosen ways."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from build_tools.network.rules import media_type

LONGEST_STALL = 120.0  # seconds; a forgotten stall must not hold up the run


@dataclass(frozen=True)
class Reply:
    """What the server is about to send."""

    status: int
    content_type: str
    body: bytes
    location: str = ""  # where a redirect leads
    keeping: str = "no-cache"  # what a browser is told of keeping it
    first: int | None = None  # so many bytes are sent at once, the others when stalls are released


# Takes the path below the site's root and the reply that would be sent; gives the reply to send.
Handler = Callable[[str, Reply], Reply]


def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> type[BaseHTTPRequestHandler]:
    """A handler that passes each request to `answer` and says nothing of it."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body go out in two parts; the second must not wait for word of the first.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            answer(self)

        def handle(self) -> None:
            with suppress(ConnectionError):  # a page was closed: nothing to report
                super().handle()

        do_HEAD = do_GET  # noqa: N815 (the name is the base class's)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: whoever answers may keep the requests."""

    return Answer


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that a stopped server is gone for browsers too."""

    daemon_threads = True

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        for connection in list(self.connections):
            with suppress(OSError):  # the browser was first
                connection.shutdown(socket.SHUT_RDWR)


@dataclass
class SiteServer:
    """Serves `root` on 127.0.0.1 under `prefix` ("/" or for example "/handbook/").

    Patterns are shell globs on the path below the prefix, without a leading slash:
    `"*.wasm"`, `"assets/runtime/*"`, `"bradford/"`. The last rule given that matches holds.
    """

    root: Path
    prefix: str = "/"
    requests: list[str] = field(default_factory=list)
    _rules: list[tuple[str, Handler]] = field(default_factory=list)
    _released: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._port = 0  # any that is free, and the same again after a stop
        self.start()

    def start(self) -> None:
        """Serve, at the same address as before."""
        self._server = _Server(self._port, answering(self._answer))
        self._port = self._server.server_address[1]
        # Looks often whether to stop, so that a test does not wait half a second for it.
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Be gone, open connections too, until `start`."""
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._thread.join()

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """The address of the site's first page, with a slash at the end."""
        return f"{self.origin}{self.prefix}"

    def intercept(self, pattern: str, handler: Handler) -> None:
        """Pass replies for matching paths through `handler` until `reset`."""
        self._rules.append((pattern, handler))

    def fail(self, pattern: str, status: int = 404) -> None:
        """Answer matching paths with an error status."""
        self.intercept(pattern, lambda path, reply: Reply(status, "text/plain", b"refused"))

    def redirect(self, pattern: str, location: str) -> None:
        """Send matching requests elsewhere for now, as a network that wants a sign-in does."""
        self.intercept(pattern, lambda path, reply: Reply(302, "text/plain", b"", location))

    def corrupt(self, pattern: str) -> None:
        """Send matching files at their full length, with a byte in the middle changed."""

        def change(path: str, reply: Reply) -> Reply:
            body = bytearray(reply.body)
            body[len(body) // 2] ^= 0xFF
            return replace(reply, body=bytes(body))

        self.intercept(pattern, change)

    def stall(self, pattern: str) -> None:
        """Leave matching requests without any answer until `reset`."""

        def wait(path: str, reply: Reply) -> Reply:
            self._released.wait(LONGEST_STALL)
            return reply

        self.intercept(pattern, wait)

    def stall_before(self, pattern: str, mark: str) -> None:
        """Send matching files down to the first `mark`, and the rest after `release`."""

        def part(path: str, reply: Reply) -> Reply:
            return replace(reply, first=reply.body.index(mark.encode()))

        self.intercept(pattern, part)

    def replace_in(self, pattern: str, changes: Mapping[str, str]) -> None:
        """Send matching files with these texts, each of which they hold, made others."""

        def change(path: str, reply: Reply) -> Reply:
            text = reply.body.decode()
            for old, new in changes.items():
                assert old in text, f"{path} does not hold {old[:80]!r}"
                text = text.replace(old, new)
            return replace(reply, body=text.encode())

        self.intercept(pattern, change)

    def release(self) -> None:
        """Let stalled requests go, and stall no more; other rules stay."""
        self._released.set()

    def reset(self) -> None:
        """Forget all rules and recorded requests, and let stalled requests go."""
        self._released.set()
        self._released = threading.Event()
        self._rules.clear()
        self.requests.clear()

    def close(self) -> None:
        """Stop serving and free the port."""
        self.reset()
        self.stop()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        path = unquote(urlsplit(request.path).path)
        self.requests.append(path)
        inside = path.removeprefix(self.prefix) if path.startswith(self.prefix) else None
        reply = self._read(inside)
        for pattern, handler in reversed(self._rules):
            if inside is not None and fnmatchcase(inside, pattern):
                reply = handler(inside, reply)
                break
        try:
            request.send_response(reply.status)
            request.send_header("Content-Type", reply.content_type)
            request.send_header("Content-Length", str(len(reply.body)))
            request.send_header("Cache-Control", reply.keeping)
            if reply.location:
                request.send_header("Location", reply.location)
            request.end_headers()
            if request.command == "GET":
                request.wfile.write(reply.body[: reply.first])
                if reply.first is not None:
                    self._released.wait(LONGEST_STALL)
                    request.wfile.write(reply.body[reply.first :])
        except (BrokenPipeError, ConnectionResetError):
            request.close_connection = True  # the page was closed while it loaded

    def _read(self, inside: str | None) -> Reply:
        if inside is None:
            return Reply(404, "text/plain", b"outside the site")
        file = (self.root / inside).resolve()
        if not file.is_relative_to(self.root.resolve()):
            return Reply(403, "text/plain", b"outside the site")
        if file.is_dir() and inside and not inside.endswith("/"):
            return Reply(301, "text/plain", b"", f"{self.prefix}{inside}/")
        if file.is_dir():
            file = file / "index.html"
        if not file.is_file():
            lost = self.root / "404.html"
            return Reply(404, media_type("404.html"), lost.read_bytes() if lost.is_file() else b"")
        return Reply(200, media_type(file.name), file.read_bytes())


Serving = Callable[..., SiteServer]
"""Starts a server for a folder, under a prefix; see the fixture `serving`."""
