"""What can be wrong with a file of votes, and what may be odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PROBLEMS = {
    "not_found": gettext_noop("The file “%(value)s” cannot be read. Check its path."),
    "not_utf8": gettext_noop("The file is not UTF-8 text. Save it again as UTF-8."),
    "empty_file": gettext_noop(
        "The file is empty. Choose a file of votes with a first line of column names."
    ),
    "no_header": gettext_noop(
        "The first line has no column names. Add them: participant, then one a statement."
    ),
    "duplicate_column": gettext_noop(
        "The column “%(value)s” stands here twice. Rename or remove one of them."
    ),
    "unknown_format": gettext_noop(
        "This is neither a table of votes (participant, then one column a statement) nor a list of votes "
        "(participant, statement, vote). The columns “%(value)s” are missing. Name them so."
    ),
    "no_statement_column": gettext_noop(
        "No column is named by the number of a statement. Add one a statement."
    ),
    "cell_count": gettext_noop("The line has %(value)s cells, the first line %(hint)s. Mend it."),
    "blank_participant": gettext_noop("The participant is empty. Fill it in."),
    "duplicate_participant": gettext_noop(
        "The participant “%(value)s” already stands in line %(hint)s. Give each her own line."
    ),
    "blank_statement": gettext_noop("The statement is empty. Fill it in."),
    "bad_vote": gettext_noop("“%(value)s” is no vote. Write 1 (agree), -1 (disagree) or 0 (pass)%(hint)s."),
    "bad_timestamp": gettext_noop("“%(value)s” is no time. Write it as a number."),
    "bad_group": gettext_noop("“%(value)s” is no group. Write its whole number, or nothing for no group."),
    "no_group_column": gettext_noop(
        "The column “group-id” is missing, but its groups were asked for. Add it."
    ),
    "no_groups": gettext_noop(
        "Nobody is in a group, but the file's groups were asked for. Fill in “group-id”."
    ),
    "missing_column": gettext_noop("The column “%(value)s” is missing from the first line. Add it."),
    "bad_moderated": gettext_noop("“%(value)s” does not say whether it is in. Write 1, 0 or -1 (out)."),
    "bad_meta": gettext_noop("“%(value)s” does not say whether it is meta. Write true or false."),
    "bad_count": gettext_noop("“%(value)s” is no count of votes. Write a whole number."),
    "conflicting_statement": gettext_noop(
        "The statement “%(value)s” already stands in line %(hint)s and says something else there. "
        "Keep one of them."
    ),
    "sign_reversed": gettext_noop(
        "Votes and statements differ on what 1 means: what is agreed with in one is disagreed with in "
        "the other. "
        "If 1 means disagree in the votes, use --agree -1."
    ),
}

WARNINGS = {
    "ignored_column": gettext_noop("The column “%(value)s” is not known and was not read."),
    "same_time": gettext_noop(
        "Line %(hint)s has another vote of the same person on the same statement at the same time; "
        "this later line was taken."
    ),
    "unknown_statement": gettext_noop(
        "The statement “%(value)s” is not in the file of statements; it counts."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing at one place: `line` where its record starts, `column` counted from 1 (0: the whole line)."""

    file: str
    code: str
    line: int = 1
    column: int = 0
    header: str = ""
    value: str = ""
    hint: str = ""

    @property
    def text(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        told = PROBLEMS.get(self.code) or WARNINGS[self.code]
        return _(told) % {"value": self.value[:60], "hint": self.hint}

    def __str__(self) -> str:
        column = f"{self.column} {self.header}".strip()
        return f"{self.file}:{self.line}:{column}: {self.code}: {self.text}"

    def as_json(self) -> dict[str, int | str]:
        """The same for a machine."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "header": self.header,
            "code": self.code,
            "value": self.value[:60],
            "text": self.text,
        }

    def as_warning(self) -> dict[str, int | str]:
        """The shape of a warning within a result."""
        return {"code": self.code, "line": self.line, "column": self.column, "text": self.text}


@dataclass
class Noted:
    """Everything said about the files so far; problems stop the analysis, warnings go with it."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
