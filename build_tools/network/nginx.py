"""The rules as nginx reads them: a file to include in the `location` that serves the site."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.network.rules import FOR_EVER, HTTPS_ONLY, RULES, TYPES

_INTRODUCTION = """\
# Written by the build (build_tools/network/nginx.py): change it there. Include it like this, with
# the folder of the site as `alias`, and the site's place on its host twice ("/" for the whole of
# it). It needs nginx's brotli_static module; without that, take the line `brotli_static` out.
#
#   server {
#       listen 80;
#       set $handbook /handbook/;
#       location /handbook/ {
#           alias /srv/www/site/;
#           include /srv/www/site.nginx.conf;
#       }
#   }
#
# nginx tells a new copy of a file by its time and its length. Copy the site with the times of its
# files or with the time of copying, but never set all times alike: a reader who has the page
# might then be told that it still stands.
"""

_SETTINGS = """\
index index.html;
error_page 404 ${handbook}404.html;
# The address of a folder without its slash is sent on within whatever host the reader sees.
absolute_redirect off;

# Whoever takes brotli gets it, then gzip, else the file as it is.
brotli_static on;
gzip_static on;
gzip_vary on;

default_type application/octet-stream;
"""


def nginx_include(security: str) -> str:
    """The text of the file; `security` is the Content-Security-Policy of the site."""
    *special, usual = RULES
    parts = [_INTRODUCTION, _SETTINGS, _types(), _headers(usual.headers(security))]
    for each in special:
        inside = _headers(each.headers(security)).replace("\n", "\n    ").rstrip()
        parts.append(f'location ~ "{each.pattern}" {{\n    {inside}\n}}\n')
    return "\n".join(parts)


def _types() -> str:
    lines = [f'    "{media_type}" {ending};\n' for ending, media_type in TYPES.items()]
    return "".join(["types {\n", *lines, "}\n"])


def _headers(headers: Mapping[str, str]) -> str:
    """One place's headers, all of them: a place with its own takes none from the one around it."""
    lines = [f'add_header {name} "{value}"{_also(value)};\n' for name, value in headers.items()]
    for name, value in HTTPS_ONLY.items():
        # A header without a value is not sent.
        lines += [
            'set $handbook_https "";\n',
            f'if ($scheme = https) {{ set $handbook_https "{value}"; }}\n',
            f"add_header {name} $handbook_https always;\n",
        ]
    return "".join(lines)


def _also(value: str) -> str:
    """Errors carry the headers too, but none may be kept for a year."""
    return "" if value == FOR_EVER else " always"
