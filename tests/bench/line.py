"""A web server whose line can be as slow as a reader's, and that counts what it sends."""

from __future__ import annotations

import gzip
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.site_server import TYPES, answering

CHUNK = 16_384
WORTH_PACKING = 1_000  # bytes


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class Line:
    """Serves `root` on 127.0.0.1. All requests share one line of `rate` bits a second.

    `rate` 0 means as fast as the machine goes; `delay` is seconds before each reply. Files are
    sent as the packed copies beside them, else packed with gzip, where the browser takes that.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rate = 0
        self.delay = 0.0
        self.sent = 0
        self._turn = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), answering(self._answer))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, asked: BaseHTTPRequestHandler) -> None:
        path = unquote(urlsplit(asked.path).path).lstrip("/")
        file = self.root / (f"{path}index.html" if path == "" or path.endswith("/") else path)
        time.sleep(self.delay)
        if not file.is_file():
            self._send(asked, 404, "text/plain", "", b"")
            return
        body, packing = self._body(file, asked.headers.get("Accept-Encoding", ""))
        self._send(asked, 200, TYPES.get(file.suffix, "application/octet-stream"), packing, body)

    def _body(self, file: Path, takes: str) -> tuple[bytes, str]:
        for name, ending in (("br", ".br"), ("gzip", ".gz")):
            beside = file.with_name(file.name + ending)
            if name in takes and beside.is_file():
                return beside.read_bytes(), name
        if "gzip" in takes and file.stat().st_size > WORTH_PACKING:
            return _packed(file), "gzip"
        return file.read_bytes(), ""

    def _send(
        self, asked: BaseHTTPRequestHandler, status: int, kind: str, packing: str, body: bytes
    ) -> None:
        asked.send_response(status)
        asked.send_header("Content-Type", kind)
        asked.send_header("Content-Length", str(len(body)))
        if packing:
            asked.send_header("Content-Encoding", packing)
        lasting = "/assets/" in asked.path and status == 200
        keep = "public, max-age=31536000, immutable" if lasting else "no-cache"
        asked.send_header("Cache-Control", keep)
        asked.end_headers()
        for start in range(0, len(body), CHUNK):
            chunk = body[start : start + CHUNK]
            if self.rate:
                with self._turn:
                    time.sleep(len(chunk) * 8 / self.rate)
            asked.wfile.write(chunk)
            self.sent += len(chunk)
