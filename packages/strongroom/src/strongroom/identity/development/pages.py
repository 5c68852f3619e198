"""The pages of the development identity provider: one form, one error; rendered here, nothing loaded from elsewhere.

Above: the authorize endpoint.
Below: Starlette, core's nothing.
Does not know: what is checked.
"""

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse

from strongroom.identity.development.oauth import NO_STORE

_STYLE = """
:root{color-scheme:light dark;--ink:#14213d;--paper:#f4f5f8;--card:#fff;--line:#d4d9e3;--soft:#5b6679;--gold:#9a6b16;--red:#a3202a}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf4;--paper:#0d1420;--card:#162032;--line:#2c3a52;--soft:#9aa7bd;--gold:#e0b25a;--red:#ff8a8f}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;padding:1rem}
main{width:100%;max-width:25rem;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:2rem;box-shadow:0 12px 40px #0002}
h1{font-size:1.35rem;margin:0 0 .25rem}p{margin:.25rem 0 1rem;color:var(--soft)}strong{color:var(--ink)}code{font-size:.85em;overflow-wrap:anywhere}
.mark{letter-spacing:.14em;text-transform:uppercase;font-size:.72rem;color:var(--gold);font-weight:700;margin-bottom:1rem}
label{display:block;font-weight:600;font-size:.9rem;margin-top:.9rem}
input{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px;padding:.6rem .7rem;margin-top:.25rem}
input:focus-visible,button:focus-visible{outline:3px solid var(--gold);outline-offset:2px}
button{width:100%;margin-top:1.4rem;font:inherit;font-weight:700;padding:.7rem;border:0;border-radius:8px;background:var(--ink);color:var(--card);cursor:pointer}
.no{color:var(--red);font-weight:600}small{display:block;margin-top:1.2rem;color:var(--soft)}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """What the form shows: who asks, for what, where the browser goes afterwards."""

    action: str
    form: str
    client_name: str
    redirect_uri: str
    resource: str
    scopes: tuple[str, ...]
    code_needed: bool
    username: str = ""
    problem: str = ""


def sign_in(page: SignInPage, *, status: int = 200) -> HTMLResponse:
    """The form, with the problem of the last try."""
    where = urlsplit(page.redirect_uri)
    destination = f"{where.scheme}://{where.netloc}" if where.scheme in {"http", "https"} else f"{where.scheme}:"
    problem = f'<p class="no" role="alert">{escape(page.problem)}</p>' if page.problem else ""
    code = "required" if page.code_needed else ""
    hint = "" if page.code_needed else " (optional; some calls need it)"
    focus = ("", "autofocus") if page.username else ("autofocus", "")
    body = f"""<div class="mark">Strongroom &middot; development</div><h1>Sign in</h1>
<p><strong>{escape(page.client_name)}</strong> asks to use <code>{escape(page.resource)}</code>
{f"with <code>{escape(' '.join(page.scopes))}</code>" if page.scopes else ""} for you.</p>{problem}
<form method="post" action="{escape(page.action)}" autocomplete="off"><input type="hidden" name="form" value="{escape(page.form)}">
<label for="u">User name</label>
<input id="u" name="username" value="{escape(page.username)}" maxlength="64" required {focus[0]} autocapitalize="none" spellcheck="false">
<label for="p">Password</label><input id="p" name="password" type="password" maxlength="128" required {focus[1]}>
<label for="c">One-time code{hint}</label><input id="c" name="code" inputmode="numeric" maxlength="6" {code}>
<button>Sign in</button></form><small>Then your browser goes to <code>{escape(destination)}</code>.
This identity provider is for development on this machine only.</small>"""
    return _page("Sign in", body, status=status, form_targets=f"'self' {destination}")


def problem(title: str, sentence: str, *, status: int = 400) -> HTMLResponse:
    """A page for a person where nothing may be sent back to the client."""
    body = f'<div class="mark">Strongroom &middot; development</div><h1>{escape(title)}</h1><p class="no" role="alert">{escape(sentence)}</p>'
    return _page(title, body, status=status, form_targets="'none'")


def _page(title: str, body: str, *, status: int, form_targets: str) -> HTMLResponse:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><main>{body}</main></html>"
    )
    policy = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action {form_targets}; frame-ancestors 'none'; base-uri 'none'"
    return HTMLResponse(text, status, {**NO_STORE, "Content-Security-Policy": policy, "X-Frame-Options": "DENY"})
