"""Likely duplicates are found and explained, and nothing is told of them in the clear."""

from collections.abc import Callable
from dataclasses import replace

from bank_customer.arguments import OneCustomer
from bank_customer.desk.doubles import Doubles
from bank_customer.desk.files import Files
from bank_customer.desk.origins import Origins
from bank_customer.filling.subject import Subject
from bank_customer.opening import House
from bank_customer.store.documents import CustomerDocument
from bank_kit.identity.caller import Caller

Put = Callable[[House, Subject], CustomerDocument]


def test_the_same_person_under_another_id_is_found_with_reasons(own_house: House, origins: Origins, caller: Caller, somebody: Subject, put: Put) -> None:
    put(own_house, somebody)
    put(own_house, replace(somebody, id="C-800002", name="Wilhelmina Testostrander", phone="+1-303-555-0102", document_number="X1"))
    put(own_house, replace(somebody, id="C-800003", name="Otto Test-Ostrander", tax_id="1", document_number="X2", email="o@x.example", birth_date=None))
    desk = Doubles(Files(own_house.store, own_house.ring), origins)
    found = desk.find_duplicates(OneCustomer(customer_id="C-800001"), caller)
    [candidate] = found.value.candidates
    assert candidate.customer_id == "C-800002"
    assert candidate.score >= 80
    assert "same: date_of_birth, tax_id" in candidate.because
    assert "different: " in candidate.because
    for secret in somebody.personal().values():
        assert len(secret) == 2 or secret not in found.model_dump_json()


def test_likeness_is_mutual(own_house: House, origins: Origins, caller: Caller, somebody: Subject, put: Put) -> None:
    put(own_house, somebody)
    put(own_house, replace(somebody, id="C-800002", name="Wilhelmina T. Ostrander"))
    desk = Doubles(Files(own_house.store, own_house.ring), origins)
    scores = {desk.find_duplicates(OneCustomer(customer_id=each), caller).value.candidates[0].score for each in ("C-800001", "C-800002")}
    assert len(scores) == 1


def test_the_erased_and_those_out_of_sight_are_no_candidates(own_house: House, origins: Origins, caller: Caller, somebody: Subject, put: Put) -> None:
    put(own_house, somebody)
    put(own_house, replace(somebody, id="C-800002", entity="US"))
    desk, asked = Doubles(Files(own_house.store, own_house.ring), origins), OneCustomer(customer_id="C-800001")
    manager = replace(caller, roles=frozenset({"relationship_manager"}), region="EU")
    assert desk.find_duplicates(asked, manager).value.candidates == ()
    own_house.ring.destroy("C-800002")
    assert desk.find_duplicates(asked, caller).value.candidates == ()


def test_households_of_the_world_are_no_duplicates(files: Files, origins: Origins, caller: Caller) -> None:
    desk = Doubles(files, origins)
    assert not [number for number in range(1, 120) if desk.find_duplicates(OneCustomer(customer_id=f"C-{100000 + number}"), caller).value.candidates]
