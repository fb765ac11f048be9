"""A web server whose line can be as slow as a reader's, and that counts what it sends."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli

from build_tools.network.rules import media_type
from tests.browser.site_server import answering

CHUNK = 4_096
WORTH_PACKING = 1_000  # bytes
# A name that changes with the content, as the build writes them, may be kept for ever; so may what
# the pages to compare with load, which no reader will ever see changed.
LASTING = re.compile(
    r"/site/assets/.*[./]([a-z2-7]{12}|[0-9a-f]{8})[./]|/(micropython|stock|pyscript)/assets/"
)


def packed(content: bytes, way: str, kept: Path, quality: int) -> bytes:
    """`content` packed as `way` ("br" or "gzip"); `kept` holds what was packed before.

    The hardest brotli, quality 11, takes 20 seconds for Pyodide alone, hence the folder.
    """
    file = kept / f"{hashlib.sha256(content).hexdigest()}.{way}{quality}"
    if not file.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        if way == "br":
            file.write_bytes(brotli.compress(content, quality=quality))
        else:
            file.write_bytes(gzip.compress(content, min(quality, 9)))
    return file.read_bytes()


class Line:
    """Serves `root` on 127.0.0.1. All requests share one line of `rate` bits a second.

    `rate` 0 means as fast as the machine goes; `delay` is seconds before each reply. Every file
    goes out as brotli or gzip where the browser takes that, whosever it is, and is not sent again
    to a browser that has it. `sent` counts the bytes of bodies.
    """

    def __init__(self, root: Path, kept: Path, quality: int = 11) -> None:
        self.root = root
        self.rate = 0
        self.delay = 0.0
        self.sent = 0
        self._kept, self._quality = kept, quality
        self._turn = threading.Lock()
        self._body = cache(self._packed)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), answering(self._answer))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def pack(self) -> None:
        """Pack every file beforehand, so that no reply waits for it."""
        for file in self.root.rglob("*"):
            if file.is_file():
                self._body(file, "br")

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, asked: BaseHTTPRequestHandler) -> None:
        path = unquote(urlsplit(asked.path).path).lstrip("/")
        file = self.root / (f"{path}index.html" if path == "" or path.endswith("/") else path)
        time.sleep(self.delay)
        if not file.is_file():
            self._send(asked, 404, {"Content-Type": "text/plain"}, b"")
            return
        takes = asked.headers.get("Accept-Encoding", "")
        way = next((way for way in ("br", "gzip") if way in takes), "")
        body, way, mark = self._body(file, way)
        lasting = LASTING.search(asked.path)
        headers = {
            "Content-Type": media_type(file.name),
            "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
            "ETag": mark,
            **({"Content-Encoding": way} if way else {}),
        }
        if asked.headers.get("If-None-Match") == mark:
            self._send(asked, 304, headers, b"")
        else:
            self._send(asked, 200, headers, body)

    def _packed(self, file: Path, way: str) -> tuple[bytes, str, str]:
        content = file.read_bytes()
        mark = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if not way or len(content) <= WORTH_PACKING:
            return content, "", mark
        return packed(content, way, self._kept, self._quality), way, mark

    def _send(
        self, asked: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
    ) -> None:
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name, value)
        if status != 304:
            asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        step = CHUNK if self.rate else max(1, len(body))
        for start in range(0, len(body), step):
            chunk = body[start : start + step]
            with self._turn:
                self.sent += len(chunk)
                if self.rate:
                    time.sleep(len(chunk) * 8 / self.rate)
            asked.wfile.write(chunk)
