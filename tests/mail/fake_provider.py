"""A provider to sign in at, on loopback with TLS: it checks what a real one checks."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import trustme

from desktop.domain.mail_login import Provider

CLIENT_ID = "desk-client"


class FakeProvider:
    """Gives codes and tokens; `refuse` answers every request for a token with that error."""

    def __init__(self, certificate: trustme.LeafCert) -> None:
        self.refuse: str | None = None
        self.rotates = False
        self.gives_refresh = True
        self.lasts_seconds = 3600
        self.pending = 0
        self.requests: list[dict[str, str]] = []
        self.access_tokens: list[str] = []
        self._codes: dict[str, tuple[str, str]] = {}
        self._refresh_tokens: set[str] = set()
        self._devices: set[str] = set()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
                status, answer = provider.answer(self.path, form)
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        base = f"https://127.0.0.1:{self._server.server_address[1]}"
        self.provider = Provider(
            client_id=CLIENT_ID,
            authorize_url=f"{base}/authorize",
            token_url=f"{base}/token",
            device_url=f"{base}/device",
            scope="mail offline_access",
        )

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()

    def approve(self, url: str) -> str:
        """Do what the person does on the page `url`; return where the browser is sent."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT_ID, "code")
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self._codes[code] = (asked["code_challenge"], asked["redirect_uri"])
        query = urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}/?{query}"

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, object] | bytes]:
        self.requests.append(form)
        if self.refuse is not None:
            return 400, {"error": self.refuse, "error_description": f"no: {self.refuse}"}
        if form.get("client_id") != CLIENT_ID:
            return 401, {"error": "invalid_client"}
        if path == "/device":
            self._devices.add("device-1")
            return 200, {
                "device_code": "device-1",
                "user_code": "ABCD-EFGH",
                "verification_uri": "https://login.example/device",
                "expires_in": 900,
                "interval": 1,
            }
        return self._token(form)

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        old = ""
        match form.get("grant_type"):
            case "authorization_code":
                challenge, redirect = self._codes.pop(form["code"], ("", ""))
                digest = hashlib.sha256(form["code_verifier"].encode()).digest()
                proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
                if (proof, form["redirect_uri"]) != (challenge, redirect):
                    return 400, {"error": "invalid_grant"}
            case "refresh_token":
                old = form["refresh_token"]
                if old not in self._refresh_tokens:
                    return 400, {"error": "invalid_grant"}
            case _:
                if self.pending:
                    self.pending -= 1
                    error = "slow_down" if self.pending else "authorization_pending"
                    return 400, {"error": error}
                if form.get("device_code") not in self._devices:
                    return 400, {"error": "expired_token"}
        access = secrets.token_hex(16)
        self.access_tokens.append(access)
        answer: dict[str, object] = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": self.lasts_seconds,
        }
        if self.gives_refresh and (not old or self.rotates):
            self._refresh_tokens.discard(old)
            fresh = secrets.token_hex(16)
            self._refresh_tokens.add(fresh)
            answer["refresh_token"] = fresh
        return 200, answer
