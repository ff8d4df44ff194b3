"""Loads the fact tables of core/data: states, Parties, helplines, shared values."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from core.locales import locales_create_missing
from core.models import Helpline, MemberState, OtherParty, SharedValue
from core.models.states import ConventionStatus

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def reference_load() -> dict[str, int]:
    """Create what is missing: locales, states, Parties, helplines and shared values.

    Rows that exist are left alone: editors may have corrected them.

    Returns:
        how many rows of each kind were created.
    """
    statuses = {row["iso2"]: row for row in _rows("convention_status.csv")}
    members = {
        row["iso2"]: MemberState(
            **_status(statuses[row["iso2"]]),
            **_names(row),
            iso3=row["iso3"],
            languages=row["official_languages"],
            accession_on=_date(row["accession_date"]),
            accession_source=row["accession_source"],
        )
        for row in _rows("member_states.csv")
    }
    others = [
        OtherParty(**_status(row), **_names(row))
        for code, row in statuses.items()
        if code not in members
    ]
    return {
        "locales": locales_create_missing(),
        "states": _create(MemberState, list(members.values())),
        "other parties": _create(OtherParty, others),
        "helplines": _create_helplines(),
        "shared values": _create_shared_values(),
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _names(row: dict[str, str]) -> dict[str, str]:
    return {
        "code": row["iso2"],
        "name_en": row["name_en"],
        "name_fr": row["name_fr"],
    }


def _status(row: dict[str, str]) -> dict[str, object]:
    return {
        "is_party": row["is_party"] == "yes",
        "signed_on": _date(row["signature_date"]),
        "signed_source": row["signature_source"],
        "deposited_on": _date(row["deposit_date"]),
        "deposited_source": row["deposit_source"],
        "in_force_on": _date(row["in_force_date"]),
        "in_force_source": row["in_force_source"],
        "note": row["note"],
    }


def _create[Status: ConventionStatus](model: type[Status], rows: list[Status]) -> int:
    existing = set(model._default_manager.values_list("code", flat=True))
    missing = [row for row in rows if row.code not in existing]
    for row in missing:
        row.save(force_insert=True)
    return len(missing)


def _create_helplines() -> int:
    existing = set(
        Helpline.objects.values_list("country_id", "kind", "number", "language")
    )
    missing = [
        Helpline(
            country_id=row["country"],
            kind=row["kind"],
            number=row["number"],
            name=row["name"],
            language=row["language"],
            website=row["website"],
            source=row["source"],
            source_year=int(row["source_year"] or 0),
            confidence=row["confidence"],
        )
        for row in _rows("helplines.csv")
        if (row["country"], row["kind"], row["number"], row["language"]) not in existing
    ]
    Helpline.objects.bulk_create(missing)
    return len(missing)


def _create_shared_values() -> int:
    existing = set(SharedValue.objects.values_list("code", flat=True))
    missing = [
        _shared_value(row)
        for row in _rows("shared_values.csv")
        if row["code"] not in existing
    ]
    for value in missing:
        value.save(force_insert=True)
    return len(missing)


def _shared_value(row: dict[str, str]) -> SharedValue:
    kind, value = row["kind"], row["value"]
    return SharedValue(
        code=row["code"],
        kind=kind,
        number=Decimal(value) if kind == SharedValue.Kind.NUMBER else None,
        day=_date(value) if kind == SharedValue.Kind.DATE else None,
        telephone=value if kind == SharedValue.Kind.TELEPHONE else "",
        source=row["source"],
    )
