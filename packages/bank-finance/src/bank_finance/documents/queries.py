"""The SQL of the document tool, as SQLAlchemy Core statements that mean the same in every dialect."""

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from bank_finance.store.payments import document_meta

Visible = tuple[str, ...] | None


def document_by_id(document_id: str, visible: Visible) -> Select[*tuple[object, ...]]:
    """The document, if it may be seen."""
    return select(document_meta).where(document_meta.c.id == document_id, *_seen(visible))


def owned(owner: str, kind: str | None, visible: Visible) -> ColumnElement[bool]:
    """The condition on an owner's documents."""
    of_kind = [] if kind is None else [document_meta.c.kind == kind]
    return and_(document_meta.c.owner_id == owner, *_seen(visible), *of_kind)


def count(condition: ColumnElement[bool]) -> Select[int]:
    """How many documents match."""
    return select(func.count().label("total")).select_from(document_meta).where(condition)


def page(condition: ColumnElement[bool], after: str | None, rows: int) -> Select[*tuple[object, ...]]:
    """The first `rows` documents that match, after an id."""
    further = condition if after is None else and_(condition, document_meta.c.id > after)
    return select(document_meta).where(further).order_by(document_meta.c.id).limit(rows)


def _seen(visible: Visible) -> tuple[ColumnElement[bool], ...]:
    return () if visible is None else (or_(document_meta.c.legal_entity.is_(None), document_meta.c.legal_entity.in_(visible)),)
