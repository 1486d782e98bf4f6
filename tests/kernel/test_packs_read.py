"""Strict reading: what it builds, and every complaint with its line and column."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.read import read_csv, read_yaml


@pytest.fixture
def written(tmp_path):
    def write(text, name="file.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def complaints(path, read=read_yaml, **more):
    with pytest.raises(BadPack) as caught:
        read(path, **more)
    return [(said.line, said.column, said.code, said.value) for said in caught.value.complaints]


def test_yaml_builds_only_what_nobody_can_read_differently(written):
    path = written(
        "text: no\nyes: yes\ncode: '010000000'\nday: 2022-06-08\nmonth: 2005-04\nwhole: -12\nzero: 0\n"
        "part: 70.4\ntrue: false\nlist: [1, a b, 12%]\nlong: >\n  two\n  lines\n"
    )
    assert read_yaml(path) == {
        "text": "no",
        "yes": "yes",
        "code": "010000000",
        "day": date(2022, 6, 8),
        "month": "2005-04",
        "whole": -12,
        "zero": 0,
        "part": Decimal("70.4"),
        "true": False,
        "list": [1, "a b", "12%"],
        "long": "two lines\n",
    }


def test_yaml_records_know_their_line(written):
    first, second = read_yaml(written("# head\n- a: 1\n\n- b: 2\n"))
    assert (first.line, second.line) == (2, 4)


@pytest.mark.parametrize(
    "text",
    [
        "010000000", "12:30", "1:2:3", "0x1F", "0o17", "1e5", "1.5E-3", "1_000", "+5", ".5", "5.", "-.inf",
        ".nan", "~", "null", "Null", "NULL", "True", "FALSE", "2022-06-08 10:00:00", "2022-06-08T10:00:00Z",
        "00", "-01",
    ],
)  # fmt: skip
def test_yaml_refuses_what_two_readers_could_take_for_two_things(written, text):
    assert complaints(written(f"key: {text}\n")) == [(1, 6, "ambiguous", text)]


@pytest.mark.parametrize("text", ["010000000", "12:30", "null", "yes", "1e5"])
def test_yaml_takes_anything_in_quotes_for_text(written, text):
    assert read_yaml(written(f"key: '{text}'\n")) == {"key": text}


def test_yaml_gathers_every_complaint_of_a_file(written):
    path = written("a: 1\nb:\na: 2\nc: 2022-02-30\nd: {e: 007, e: x}\n")
    assert complaints(path) == [
        (2, 3, "empty_value", ""),
        (3, 1, "repeated_key", "a"),
        (4, 4, "bad_date", "2022-02-30"),
        (5, 8, "ambiguous", "007"),
        (5, 13, "repeated_key", "e"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1\nb: *x\n", [(1, 4), (2, 4)]),
        ("a: !!python/name:os.system\n", [(1, 4)]),
        ("a: !t 1\n", [(1, 4)]),
    ],
)
def test_yaml_refuses_tags_and_anchors(written, text, place):
    assert complaints(written(text)) == [(line, column, "tag", "") for line, column in place]


def test_yaml_that_breaks_off_says_where(written):
    assert complaints(written("a: 1\nb: [1, 2\n")) == [(3, 1, "not_yaml", "")]


def test_yaml_without_anything_is_a_complaint(written):
    assert complaints(written("# nothing\n")) == [(1, 1, "empty_value", "")]


@pytest.mark.parametrize("read", [read_yaml, read_csv])
def test_a_file_that_is_not_text_or_not_there(written, tmp_path, read):
    assert complaints(written(b"a: 1\nb: \xff\xfe\n"), read) == [(2, 1, "not_utf8", "")]
    assert complaints(tmp_path / "absent", read) == [(1, 1, "not_found", "")]


def test_csv_rows_know_their_line_even_after_a_cell_of_two_lines(written):
    rows = read_csv(written('\ufeffcode,name\n010,"a\nb"\n020,c\n'), columns=("name", "code"))
    assert [(row, row.line) for row in rows] == [
        ({"code": "010", "name": "a\nb"}, 3),
        ({"code": "020", "name": "c"}, 4),
    ]


def test_csv_gathers_every_complaint(written):
    path = written("code,code,extra\n1,2\n1,2,3\n1,2,3,4\n")
    assert complaints(path, read_csv, columns=("code", "name")) == [
        (1, "code", "repeated_column", "code"),
        (1, "name", "missing_column", "name"),
        (1, "extra", "unknown_column", "extra"),
        (2, 1, "cell_count", "2"),
        (4, 1, "cell_count", "4"),
    ]


def test_csv_with_an_open_quote_says_where(written):
    assert complaints(written('a,b\n1,2\n1,"2\n'), read_csv) == [(3, 1, "not_csv", "")]


def test_a_complaint_is_a_sentence_with_its_place_in_the_reader_s_language(written):
    path = written("key: 007\n")
    with pytest.raises(BadPack) as caught:
        read_yaml(path, "law/x.yaml")
    with override("en"):
        assert str(caught.value) == (
            "law/x.yaml:1:6: “007” can be read in two ways. Put it in quotes if it is text."
        )
    with override("kk"):
        assert "екі түрлі" in str(caught.value)
