"""What can be wrong in a pack, told all at once: file, line, column, value and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

TEXTS = {
    "not_found": gettext_noop("The file is missing. Add it or remove it from pack.yaml."),
    "not_listed": gettext_noop("The file is not listed in pack.yaml. List it with its source or remove it."),
    "not_utf8": gettext_noop("The file is not UTF-8 text. Save it again as UTF-8."),
    "not_yaml": gettext_noop("This cannot be read as YAML. Mend the indentation or the quotes here."),
    "repeated_key": gettext_noop("The key “%(value)s” stands twice. Keep one."),
    "empty_value": gettext_noop("A value is missing. Write it or remove the key."),
    "ambiguous": gettext_noop("“%(value)s” can be read in two ways. Put it in quotes if it is text."),
    "bad_date": gettext_noop("“%(value)s” is no day of the calendar. Write year-month-day."),
    "tag": gettext_noop("Tags, anchors and merges are not allowed here. Write the value out."),
    "not_a_list": gettext_noop("A list of records is expected here."),
    "not_a_mapping": gettext_noop("A record with named values is expected here."),
    "bad_value": gettext_noop("“%(value)s” does not fit here: %(hint)s."),
    "missing_column": gettext_noop("The column “%(value)s” is missing from the first line."),
    "unknown_column": gettext_noop("The column “%(value)s” is not known here. Remove or rename it."),
    "repeated_column": gettext_noop("The column “%(value)s” stands twice. Keep one."),
    "cell_count": gettext_noop("The line has %(value)s cells where the first line has %(hint)s."),
    "empty_table": gettext_noop("The table is empty. Its first line names the columns: %(hint)s."),
    "separator": gettext_noop("The cells are separated by “%(value)s”. Save the table with commas."),
    "empty_file": gettext_noop("The file is empty. Choose the right one."),
    "too_large": gettext_noop(
        "The file is larger than %(hint)s MB. Leave the text out and keep the description."
    ),
    "not_xml": gettext_noop("This cannot be read as XML. Mend the tag or the sign here."),
    "doctype": gettext_noop(
        "A document type or an entity is declared here. Remove it; nothing else is read."
    ),
    "not_akn": gettext_noop(
        "Akoma Ntoso 3.0 is expected, but “%(value)s” stands here. Save it in that format."
    ),
    "not_csv": gettext_noop("The quotes of this line do not close. Mend them."),
    "no_source": gettext_noop("“%(value)s” has no source. Name where it was read."),
    "overlap": gettext_noop("“%(value)s” has two values on the same day. Close the earlier one."),
    "unknown_fact": gettext_noop("“%(value)s” is not on the pack's list of facts. Correct the number."),
    "orphan_fact": gettext_noop("No record carries %(value)s. Add it to the record that tells it."),
    "not_shown": gettext_noop("No page shows %(value)s. Add it to a record that has a page."),
    "other_pack": gettext_noop("This database holds the pack “%(value)s”. Load another into an empty one."),
    "no_page": gettext_noop("The address “%(value)s” leads to no page. Correct `page`."),
}


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """One thing that is wrong, where it stands and what was read there (cut to 40 characters)."""

    file: str
    code: str
    line: int = 1
    column: int | str = 1
    value: str = ""
    hint: str = ""

    def __str__(self) -> str:
        text = _(TEXTS[self.code]) % {"value": self.value[:40], "hint": self.hint}
        return f"{self.file}:{self.line}:{self.column}: {text}"

    def as_json(self) -> dict[str, int | str]:
        """The same for a machine."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "value": self.value[:40],
            "message": str(self),
        }


class BadPack(ValueError):
    """Raised with every complaint together; nothing was saved."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = complaints
        super().__init__(len(complaints))

    def __str__(self) -> str:
        return "\n".join(str(complaint) for complaint in self.complaints)
