"""The real nginx, serving a built site by the configuration that the build wrote for it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNPACKED = ROOT / ".nginx"  # `make nginx` puts it there
PROGRAM = UNPACKED / "usr/sbin/nginx"
BROTLI = UNPACKED / "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
STARTING = 10.0  # seconds

# One process that stays in the foreground, logs to us and writes only below its own folder.
AROUND = """\
daemon off; master_process off; pid {own}/pid; error_log stderr crit;
load_module {brotli};
events {{}}
http {{
  access_log off;
  client_body_temp_path {own}; proxy_temp_path {own}; fastcgi_temp_path {own};
  uwsgi_temp_path {own}; scgi_temp_path {own};
{server}
}}
"""


@dataclass
class Nginx:
    """Serves the site in `root` on 127.0.0.1 under `prefix`, as the file `include` says.

    `own` is an empty folder for what nginx itself needs. What stands around the include is what
    the head of that very file tells an administrator to write.
    """

    root: Path
    include: Path
    own: Path
    prefix: str = "/"
    port: int = field(init=False)

    def __post_init__(self) -> None:
        assert PROGRAM.is_file(), "the network tests need nginx: run `make nginx`"
        self.port = _free_port()
        configuration = self.own / "nginx.conf"
        configuration.write_text(
            AROUND.format(own=self.own, brotli=BROTLI, server=self._server()), encoding="utf-8"
        )
        self._process = subprocess.Popen(
            [PROGRAM, "-p", self.own, "-c", configuration],
            stderr=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ["PATH"]},
        )
        self._wait()

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The address of the site's first page, with a slash at the end."""
        return f"{self.origin}{self.prefix}"

    def close(self) -> None:
        """Stop serving."""
        self._process.terminate()
        self._process.communicate(timeout=STARTING)

    def _server(self) -> str:
        text = self.include.read_text(encoding="utf-8")
        shown = re.search(r"^#   server \{\n(?:#    .*\n)*#   \}\n", text, re.M)
        assert shown, f"the head of {self.include.name} shows no server"
        server = re.sub("^# ", "", shown[0], flags=re.M)
        for old, new in (
            ("listen 80;", f"listen 127.0.0.1:{self.port};"),
            ("/srv/www/site/", f"{self.root}/"),
            ("/srv/www/site.nginx.conf", str(self.include)),
            (" /handbook/", f" {self.prefix}"),
        ):
            assert old in server, f"the server shown in {self.include.name} lacks {old}"
            server = server.replace(old, new)
        return server

    def _wait(self) -> None:
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            if self._process.poll() is not None:
                _, said = self._process.communicate()
                raise AssertionError(f"nginx did not start: {said}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        self.close()
        raise AssertionError(f"nginx does not answer on port {self.port}")


Serve = Callable[..., Nginx]
"""Starts an nginx for a site, under a prefix; see the fixture `serve`."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
