"""Whether an XML tree is what its message type allows; the same check for what comes in and for what goes out."""

import re
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import cast

from lxml import etree
from xsdata.models.datatype import XmlDate, XmlDateTime, XmlTime

from bank_kit.messages.problems import MessageError
from bank_kit.messages.shapes import Shape, Slot, shape_of
from bank_kit.messages.xml import path_of

_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_ZONE = r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_DATE = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_ZONE}")
_TIME = re.compile(rf"[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{1,9}})?{_ZONE}")
_MOMENT = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{1,9}})?{_ZONE}")
_ANY = 10**6
_BLANK = " \t\r\n"
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def check_tree(root: etree._Element, words: type, namespace: str) -> None:
    """Raise MessageError at the first element, in order of the document, that the type does not allow; the tree is at most as deep as it was bounded."""
    if root.tag != f"{{{namespace}}}Document":
        raise MessageError("the root is not the Document of this message", element="Document", line=root.sourceline, allowed=namespace)
    _check_element(root, words, namespace)


def _check_element(element: etree._Element, words: type, namespace: str) -> None:
    shape = shape_of(words)
    if shape.is_open:
        return
    _check_attributes(element, shape)
    if shape.text is not None:
        _check_leaf(element, shape.text)
        return
    if (element.text or "").strip(_BLANK) or any((child.tail or "").strip(_BLANK) for child in element):
        raise _problem("text stands between elements", element)
    for child, slot in _match(element, shape, namespace):
        if is_dataclass(slot.kind):
            _check_element(child, slot.kind, namespace)
        else:
            _check_attributes(child, None)
            _check_leaf(child, slot)


def _match(element: etree._Element, shape: Shape, namespace: str) -> list[tuple[etree._Element, Slot]]:
    """Each child with the slot it fills, when the children are a sequence (or the one choice) the shape allows."""
    by_tag = {f"{{{namespace}}}{slot.name}": index for index, slot in enumerate(shape.elements)}
    counts = [0] * len(shape.elements)
    matched, reached = [], 0
    for child in element:
        index = by_tag.get(child.tag)
        if index is None or index < reached:  # told by its parent: a stranger's own name is not repeated
            allowed = _names(shape.elements[reached:])
            raise MessageError("an element is unknown here or out of order", element=path_of(element)[-300:], line=child.sourceline, allowed=allowed)
        reached = index
        counts[index] += 1
        if counts[index] > shape.elements[index].most:
            raise _problem("an element is repeated too often", child, f"at most {shape.elements[index].most}")
        matched.append((child, shape.elements[index]))
    if shape.is_choice and sum(counts) != 1:
        raise _problem("exactly one of a choice is wanted", element, _names(shape.elements))
    for slot, count in zip(shape.elements, counts, strict=True):
        if count < slot.least:
            raise _problem("an element is missing", element, slot.name)
    return matched


def _check_attributes(element: etree._Element, shape: Shape | None) -> None:
    slots = {slot.name: slot for slot in shape.attributes} if shape else {}
    for name, value in element.attrib.items():
        if str(name) in slots:
            _check_text(str(value), slots[str(name)], element)
        elif name != _SCHEMA_INSTANCE:
            raise _problem("an attribute is unknown here", element, ", ".join(slots) or "none")
    for slot in slots.values():
        if slot.least and slot.name not in element.attrib:
            raise _problem("an attribute is missing", element, slot.name)


def _check_leaf(element: etree._Element, slot: Slot) -> None:
    if len(element):
        raise _problem("text is wanted, not elements", element)
    _check_text(element.text or "", slot, element)


def _check_text(text: str, slot: Slot, element: etree._Element) -> None:
    if slot.kind is Decimal:
        _check_decimal(text.strip(_BLANK), slot, element)
    elif slot.kind is bool:
        _check_word(text.strip(_BLANK), ("true", "false", "1", "0"), element)
    elif issubclass(slot.kind, Enum):
        _check_word(text, tuple(str(code.value) for code in slot.kind), element)
    elif slot.kind in _CALENDAR:
        _check_calendar(text.strip(_BLANK), slot.kind, element)
    else:
        _check_string(text, slot, element)


def _check_word(text: str, words: tuple[str, ...], element: etree._Element) -> None:
    if text not in words:
        raise _problem("not a word of the list", element, ", ".join(words)[:200])


def _check_string(text: str, slot: Slot, element: etree._Element) -> None:
    least, most = cast("int", slot.rules.get("min_length", 0)), cast("int", slot.rules.get("max_length", len(text)))
    if not least <= len(text) <= most:
        raise _problem("the text is too short or too long", element, f"{least} to {most} characters")
    pattern = slot.rules.get("pattern")
    if pattern is not None and re.fullmatch(str(pattern), text, re.ASCII) is None:
        raise _problem("the text has the wrong shape", element, f"the pattern {pattern}")


def _check_decimal(text: str, slot: Slot, element: etree._Element) -> None:
    if _DECIMAL.fullmatch(text) is None:
        raise _problem("not a decimal number", element, "digits and a point")
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    digits, places = cast("int", slot.rules.get("total_digits", _ANY)), cast("int", slot.rules.get("fraction_digits", _ANY))
    if len(whole) + len(fraction) > digits or len(fraction) > places:
        raise _problem("the number has too many digits", element, f"{digits} digits, {places} of them after the point")
    least = slot.rules.get("min_inclusive")
    if least is not None and Decimal(text) < cast("Decimal", least):
        raise _problem("the number is too small", element, f"at least {least}")


def _check_calendar(text: str, kind: type, element: etree._Element) -> None:
    pattern, convert = _CALENDAR[kind]
    if pattern.fullmatch(text) is None:
        raise _problem("not a date or time", element, "ISO 8601: 2026-11-20, 2026-11-20T09:30:00Z")
    try:
        convert(text)
    except ValueError as error:
        raise _problem("no such day or time", element, "a day of the calendar, years 0001 to 9999") from error


def _day(text: str) -> object:
    return XmlDate.from_string(text).to_date()


def _moment(text: str) -> object:
    return XmlDateTime.from_string(text).to_datetime()


def _time(text: str) -> object:
    return datetime.combine(datetime(2000, 1, 1, tzinfo=UTC), XmlTime.from_string(text).to_time())


_CALENDAR: dict[type, tuple["re.Pattern[str]", Callable[[str], object]]] = {
    XmlDate: (_DATE, _day),
    XmlDateTime: (_MOMENT, _moment),
    XmlTime: (_TIME, _time),
}


def _problem(problem: str, element: etree._Element, allowed: str | None = None) -> MessageError:
    return MessageError(problem, element=path_of(element)[-300:], line=element.sourceline, allowed=allowed)


def _names(slots: tuple[Slot, ...]) -> str:
    return ", ".join(slot.name for slot in slots)[:200]
