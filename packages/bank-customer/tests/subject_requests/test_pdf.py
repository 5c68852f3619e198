"""The pages of a bundle."""

import base64
import json
import re
import zlib

from bank_customer.desk.requests import Pages
from bank_customer.subject_requests import pdf

FITS: Pages = pdf


def bundle(**data: object) -> str:
    return json.dumps({"bundle": "GDPR Article 15", "customer_id": "C-100001", "as_of": "2026-11-20", "data": data, "elsewhere": ["accounts: bank-finance"]})


def test_the_same_bundle_gives_the_same_bytes() -> None:
    text = bundle(customers={"name": "Ida <Haskwick> & Co", "email": None}, consents=[{"purpose": "aml"}] * 200)
    assert pdf.render(text) == pdf.render(text)
    assert pdf.render(text).startswith(b"%PDF-")


def test_another_bundle_gives_other_bytes() -> None:
    assert pdf.render(bundle(notes=[])) != pdf.render(bundle(notes=["x"]))


def test_markup_and_deep_data_do_not_break_the_pages() -> None:
    deep: object = "end"
    for _ in range(50):
        deep = {"<para>": [deep]}
    assert pdf.render(bundle(notes=["<b>unclosed", "&", "\x00\ud83d".encode("utf-8", "ignore").decode()], odd=deep)).startswith(b"%PDF-")


def test_letters_without_a_font_are_told_and_not_only_boxes() -> None:
    assert b"cannot be printed" in _drawn(pdf.render(bundle(notes=["\u041e\u043b\u0435\u043d\u0430"])))
    assert b"cannot be printed" not in _drawn(pdf.render(bundle(notes=["Zo\u00eb, 5 \u20ac"])))


def _drawn(pages: bytes) -> bytes:
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pages, re.DOTALL)
    return b"".join(zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>"))) for stream in streams)
