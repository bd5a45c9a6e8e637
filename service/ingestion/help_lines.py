"""The file of help lines."""

from __future__ import annotations

from service.ingestion.faults import Fault
from service.ingestion.fields import Fields
from service.language.policy import HelpLine, HelpLines, LineChecked, RegionLines

_OPTIONAL = ("phone", "text", "url", "hours", "note")


def read_help_lines(fields: Fields) -> HelpLines:
    """Regions by each of their codes, and the lines for everywhere else."""
    fields.expect("regions", "elsewhere")
    regions: dict[str, RegionLines] = {}
    for record in fields.records("regions"):
        region = _region(record)
        for code in region.codes:
            if code in regions:
                record.bad("codes", "duplicate-id", f"`{code}` has lines already")
            regions[code] = region
    elsewhere = [_region(record) for record in fields.records("elsewhere")]
    if len(elsewhere) != 1:
        fields.bad("elsewhere", "wrong-value", "one record is expected")
    return HelpLines(regions, (elsewhere or [RegionLines((), "", (), (), ())])[0])


def _region(fields: Fields) -> RegionLines:
    fields.expect("codes", "name", "emergency", "crisis", optional=("poison",))
    region = RegionLines(
        codes=fields.texts("codes"),
        name=fields.text("name"),
        emergency=_lines(fields, "emergency"),
        crisis=_lines(fields, "crisis"),
        poison=_lines(fields, "poison"),
    )
    if not region.emergency or not region.crisis:
        fields.bad("name", "missing-field", f"`{region.name}` needs an emergency number and a crisis line")
    return region


def _lines(fields: Fields, name: str) -> tuple[HelpLine, ...]:
    return tuple(_line(record) for record in fields.records(name))


def _line(fields: Fields) -> HelpLine:
    fields.expect("name", "checked", "checked_on", "checked_against", optional=_OPTIONAL)
    line = HelpLine(
        name=fields.text("name"),
        phone=fields.optional_text("phone"),
        text=fields.optional_text("text"),
        url=fields.optional_text("url"),
        hours=fields.optional_text("hours"),
        note=fields.optional_text("note"),
        checked=fields.choice("checked", LineChecked),
        checked_on=fields.day("checked_on"),
        checked_against=fields.optional_text("checked_against"),
    )
    _check(line, fields)
    return line


def _check(line: HelpLine, fields: Fields) -> None:
    if not (line.phone or line.text or line.url):
        fields.faults.append(Fault(fields.path, fields.start, "missing-field", "a line needs a phone, text or url"))
    if line.checked is LineChecked.READ and not line.checked_against:
        fields.bad("checked_against", "missing-field", "a line that was read names the page")
