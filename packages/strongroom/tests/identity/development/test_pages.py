"""Pages hold nothing that a stranger can make act, and load nothing from elsewhere."""

import re

from strongroom.identity.development.pages import SignInPage, problem, sign_in

HOSTILE = "<script>alert(1)</script>\"'&"
PAGE = SignInPage(
    action="http://127.0.0.1:8080/identity/authorize",
    form="f-1",
    client_name=HOSTILE,
    redirect_uri="http://127.0.0.1:5/cb",
    resource=HOSTILE,
    scopes=(HOSTILE,),
    code_needed=False,
    username=HOSTILE,
    problem=HOSTILE,
)


def test_hostile_text_is_only_text() -> None:
    for text in (bytes(sign_in(PAGE).body).decode(), bytes(problem(HOSTILE, HOSTILE).body).decode()):
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert "\"'" not in text


def test_nothing_is_loaded_framed_or_kept() -> None:
    response = sign_in(PAGE)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' http://127.0.0.1:5;" in policy
    assert response.headers["cache-control"] == "no-store"
    text = bytes(response.body).decode()
    assert not re.search(r"<(script|img|link|iframe)|url\(|@import", text)


def test_the_code_is_required_only_where_it_is_needed() -> None:
    assert "optional" in bytes(sign_in(PAGE).body).decode()
    assert "optional" not in bytes(sign_in(SignInPage(**{name: getattr(PAGE, name) for name in PAGE.__slots__} | {"code_needed": True})).body).decode()


def test_an_application_with_its_own_scheme_may_be_returned_to() -> None:
    page = SignInPage(**{name: getattr(PAGE, name) for name in PAGE.__slots__} | {"redirect_uri": "app.example:/cb"})
    assert "form-action 'self' app.example:;" in sign_in(page).headers["content-security-policy"]
