"""`kelisim dialogue analyse`: the contract of its answer, and every complaint about its files."""

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

import numpy as np
import pytest
from django.utils import translation

from kelisim.cli.main import main
from tests.engines.commonground.voting import planted


def run(*arguments):
    """As typed in an English terminal: status, what was printed, what was complained of."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, LANG="en", LC_ALL="en"),
        translation.override("en"),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        status = main(["dialogue", "analyse", *map(str, arguments)])
    return status, out.getvalue(), err.getvalue()


def answer(*arguments):
    status, out, err = run(*arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def in_a_new_process(threads, *arguments):
    command = [sys.executable, "-m", "kelisim.cli", "dialogue", "analyse", *map(str, arguments)]
    environment = {**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture(scope="module")
def conversation(tmp_path_factory):
    """Two planted groups, as a table and as a list of the same votes."""
    folder = tmp_path_factory.mktemp("votes")
    person, statement, value, group = planted(120, 40, groups=2, answers=30, seed=1)
    table = np.full((120, 40), "", dtype=object)
    table[person, statement] = value.astype(str)
    head = ["participant", "group-id", "xid", "note", *map(str, range(40))]
    rows = [[f"p{one}", group[one] if one > 2 else "", "secret", "x", *row] for one, row in enumerate(table)]
    wide = write(folder / "wide.csv", [head, *rows])
    chance = np.random.default_rng(3)
    turned = chance.permutation(40)
    moved = write(
        folder / "moved.csv",
        [[*(head[4 + one] for one in turned), *head[:4]]]
        + [[*(rows[at][4 + one] for one in turned), *rows[at][:4]] for at in chance.permutation(120)],
    )
    listed = zip(person, statement, value, chance.permutation(len(person)), strict=True)
    long = write(
        folder / "long.csv",
        [["timestamp", "datetime", "comment-id", "voter-id", "vote"]]
        + [[1000 + at, "", one, f"p{who}", vote] for who, one, vote, at in listed],
    )
    texts = [["comment-id", "moderated", "agrees", "disagrees", "comment-body"]]
    for one in range(40):
        mine = value[statement == one]
        texts.append([one, -1 if one == 5 else 1, (mine == 1).sum(), (mine == -1).sum(), f"Text {one}"])
    return folder, wide, moved, long, write(folder / "comments.csv", texts)


def test_the_document_has_the_keys_of_the_contract_in_their_order(conversation):
    _folder, wide, _moved, _long, statements = conversation
    found = answer(wide, "--statements", statements)
    assert list(found) == [
        "format", "participants", "counted", "statements", "live", "votes", "parameters", "groups",
        "no_clear_groups", "reason", "stability", "common_ground", "common_rejection", "not_enough_votes",
        "parity", "warnings", "result_hash",
    ]  # fmt: skip
    assert (found["participants"], found["statements"], found["live"]) == (120, 40, 39)
    assert [one["size"] for one in found["groups"]] == [60, 60]
    assert [one["k"] for one in found["stability"]["candidates"]] == [2, 3, 4, 5]
    assert list(found["common_ground"][0]) == [
        "statement", "score", "low", "high", "support", "uniting", "without_groups", "withstands", "needs",
        "per_group",
    ]  # fmt: skip
    assert "5" not in {one["statement"] for one in found["common_ground"]}
    assert [(one["code"], one["column"]) for one in found["warnings"]] == [("ignored_column", 4)]


def test_tables_lists_and_any_order_give_one_result(conversation):
    folder, wide, moved, long, _statements = conversation
    hashes = {answer(path)["result_hash"] for path in (wide, moved, long)}
    assert len(hashes) == 1
    plain = run(wide, "--json")[1]
    assert in_a_new_process("4", wide, "--json") == plain
    assert answer(wide, "--seed", "7")["result_hash"] not in hashes
    assert "secret" not in plain
    out = folder / "result.json"
    assert run(wide, "--json", "--out", out)[:2] == (0, "")
    assert out.read_text("utf-8") == plain
    assert sorted(one.name for one in folder.glob("*.part")) == []


def test_given_groups_are_described_and_compared(conversation):
    _folder, wide, _moved, long, _statements = conversation
    found = answer(wide, "--use-groups", "--members")
    assert found["counted"] == 117
    assert found["stability"] == {"given": True, "own_k": 2, "own_agreement": pytest.approx(1, abs=0.2)}
    assert list(found["parity"]) == ["gic", "consensus", "representative"]
    assert len(found["parity"]["gic"]) == 40
    assert (found["members"]["p0"], found["members"]["p3"], found["members"]["p4"]) == (None, "1", "0")
    code, out, err = run(long, "--use-groups")
    assert (code, out) == (2, "")
    assert "no_group_column" in err


def test_votes_turned_round_by_the_sign_are_the_same_votes(conversation):
    folder, wide, *_rest, statements = conversation
    rows = list(csv.reader(wide.read_text("utf-8").splitlines()))
    swapped = [rows[0]] + [
        row[:4] + [{"1": "-1", "-1": "1"}.get(cell, cell) for cell in row[4:]] for row in rows[1:]
    ]
    turned = write(folder / "turned.csv", swapped)
    assert answer(turned, "--agree", "-1")["result_hash"] == answer(wide)["result_hash"]
    code, out, err = run(turned, "--statements", statements)
    assert (code, out) == (2, "")
    assert "sign_reversed" in err


def test_what_is_published_holds_no_small_number(conversation):
    _folder, wide, *_rest = conversation
    found = answer(wide, "--use-groups", "--publish")
    assert found["parity"] is None
    text = json.dumps(found)
    assert '"share_z": null' in text
    for one in found["common_ground"] + found["common_rejection"]:
        assert 0.05 <= one["score"] <= 0.95
        for cell in one["per_group"].values():
            assert cell["votes"] is None or cell["votes"] >= 5
            assert cell["agree"] in ("95 or more", "5 or less", None) or isinstance(cell["agree"], int)
    assert run(wide, "--publish", "--members")[:2] == (2, "")


def test_a_group_of_few_is_not_described(tmp_path):
    rows = [["participant", "group-id", *range(8)]]
    rows += [[one, int(one >= 21), *([1, -1, 0, 1] * 2)] for one in range(26)]
    found = answer(write(tmp_path / "few.csv", rows), "--use-groups", "--publish")
    assert [one["id"] for one in found["groups"]] == ["0"]
    assert (found["counted"], found["participants"]) == (None, None)
    assert all(list(one["per_group"]) == ["0"] for one in found["common_ground"])


def test_votes_of_one_moment_are_taken_by_line_and_named(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("timestamp,participant,statement,vote\n5,a,1,1\n5,a,1,-1\n4,a,1,0\n", "utf-8")
    found = answer(path)
    assert found["votes"] == 1
    assert [(one["code"], one["line"]) for one in found["warnings"]] == [("same_time", 3)]
    assert "Line 2" in found["warnings"][0]["text"]


BROKEN = {
    "bytes": (b"participant,1\na,\xff\n", ["2:0: not_utf8"]),
    "empty": (b"", ["1:0: empty_file"]),
    "no header": (b"1,0,-1\n", ["1:0: no_header"]),
    "neither": (b"name,vote\na,1\n", ["1:0: unknown_format"]),
    "twice": (b"participant,1,1\na,1,1\n", ["1:3 1: duplicate_column"]),
    "no statements": (b"participant,note\na,x\n", ["1:0: no_statement_column"]),
    "rows": (
        b'participant,group-id,1,2\n"a\nb",0,1,1\n,0,1,1\na\n"a\nb",0,2,1\nc,x,1,1\n',
        [
            "4:1 participant: blank_participant",
            "5:0: cell_count",
            "6:1 participant: duplicate_participant",
            "6:3 1: bad_vote",
            "8:2 group-id: bad_group",
        ],
    ),
    "list": (
        b"timestamp,voter-id,comment-id,vote\nnow,a,1,1\n1,,1,1\n1,a,,yes\n",
        [
            "2:1 timestamp: bad_timestamp",
            "3:2 voter-id: blank_participant",
            "4:3 comment-id: blank_statement",
            "4:4 vote: bad_vote",
        ],
    ),
}
TEXTS = b"comment-id,moderated,comment-body\n1,2,a\n2,1,b\n2,1,c\n,1,d\n"


@pytest.mark.parametrize("name", BROKEN)
def test_every_fault_of_a_file_is_named_and_nothing_is_written(tmp_path, name):
    content, expected = BROKEN[name]
    path, out = tmp_path / "votes.csv", tmp_path / "out.json"
    path.write_bytes(content)
    out.write_text("before", "utf-8")
    code, told, err = run(path, "--json", "--out", out)
    assert (code, told, out.read_text("utf-8")) == (2, "", "before")
    found = json.loads(err)
    assert [
        f"{one['line']}:{one['column']} {one['header']}".strip() + f": {one['code']}" for one in found
    ] == expected
    assert run(path)[2].startswith(f"votes.csv:{expected[0]}: ")


def test_faults_of_both_files_are_named_together(tmp_path):
    (tmp_path / "votes.csv").write_bytes(b"participant,1\na,5\n")
    (tmp_path / "comments.csv").write_bytes(TEXTS)
    code, out, err = run(tmp_path / "votes.csv", "--statements", tmp_path / "comments.csv")
    assert (code, out) == (2, "")
    assert [line.split(": ")[1] for line in err.splitlines()] == [
        "bad_vote",
        "bad_moderated",
        "conflicting_statement",
        "blank_statement",
    ]


def test_a_missing_file_is_told(tmp_path):
    code, out, err = run(tmp_path / "no.csv")
    assert (code, out) == (2, "")
    assert "not_found" in err


@pytest.mark.parametrize(
    ("lang", "words"),
    [("kk", "Не біріктіреді"), ("ru", "Что объединяет"), ("en", "What unites")],
)
def test_the_report_is_in_the_readers_language(conversation, lang, words):
    code, out, _err = run(conversation[1], "--lang", lang)
    assert code == 0
    assert words in out
