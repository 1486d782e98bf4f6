"""Charts and maps: drawn once, clean for the policy, right on the plane."""

import re
from math import cos, radians

import pytest

from kelisim.web.charts.clean import cleaned
from kelisim.web.charts.draw import Words, draw
from kelisim.web.charts.outline import Albers, outlines
from kelisim.web.charts.palette import as_variable
from kelisim.web.charts.scale import scale

WORDS = Words(
    title="Халық саны <&>",
    description="Екі жыл",
    labels={"millions": "миллион адам", "thousands": "мың адам", "break": "үзіліс"},
)
ROWS = [
    {"year": 2007, "value": 15_396_878, "piece": 0, "broken": False},
    {"year": 2008, "value": 15_571_506, "piece": 0, "broken": False},
    {"year": 2009, "value": 15_982_370, "piece": 1, "broken": True},
]


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where drawings of this test are kept."""
    settings.VAR = tmp_path
    return tmp_path / "charts"


def test_a_drawing_is_one_named_image_without_style_or_foreign_words():
    svg = draw("statistics.population", ROWS, "kk", words=WORDS)
    assert re.match(r'<svg [^>]*role="img"', svg)
    assert "<title" in svg
    assert "Халық саны &lt;&amp;&gt;" in svg
    assert re.findall(r"\sstyle=|aria-roledescription|aria-label=|class=", svg) == []
    assert "үзіліс" in svg


def test_numbers_are_written_the_way_of_the_language():
    assert "15,5" in draw("statistics.population", ROWS, "kk", words=WORDS)
    assert "15.5" in draw("statistics.population", ROWS, "en", words=WORDS)


def test_colours_are_the_page_s_own_so_that_dark_pages_stay_readable():
    svg = draw("statistics.population", ROWS, "kk", words=WORDS)
    assert "var(--series-1, #0b5c70)" in svg
    bare = set(re.findall(r'(?:fill|stroke)="(#[^"]+|white|black)"', svg))
    assert bare == set()


def test_no_line_is_drawn_over_the_break():
    svg = draw("statistics.population", ROWS, "kk", words=WORDS)
    lines = [d for d in re.findall(r'd="(M[^"]+)"', svg) if "L" in d and "A" not in d]
    assert [
        path.count("L") for path in lines if "var(--series-1" in svg[svg.index(path) : svg.index(path) + 400]
    ] == [1]


def test_the_same_drawing_is_kept_and_another_is_made_for_other_words(kept):
    draw("statistics.population", ROWS, "kk", words=WORDS)
    draw("statistics.population", ROWS, "kk", words=WORDS)
    assert len(list(kept.iterdir())) == 1
    draw("statistics.population", ROWS, "ru", words=WORDS)
    draw("statistics.population", ROWS, "kk", words=WORDS, narrow=True)
    assert len(list(kept.iterdir())) == 3


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        ("shares", [{"name": "Қазақтар", "share": 0.71, "said": "71,3 %"}]),
        (
            "parts_and_total",
            [
                {"bar": "a", "part": "b", "value": 3, "order": 0, "first": True},
                {"bar": "c", "part": "d", "value": 4, "order": 1, "first": True},
            ],
        ),
    ],
)
def test_every_chart_draws_one_row_in_both_widths(chart, rows):
    for narrow in (False, True):
        svg = draw(f"statistics.{chart}", rows, "kk", words=WORDS, narrow=narrow)
        assert re.findall(r"\sstyle=", svg) == []


def test_an_inline_style_becomes_attributes():
    text = '<text style="fill: #1a2225; opacity: 0.5">a</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">{text}</svg>'
    assert (
        re.search(r"<text[^>]*>", cleaned(svg, WORDS, "x"))[0]
        == '<text fill="var(--ink, #1a2225)" opacity="0.5">'
    )


def test_unknown_colours_are_left_alone():
    assert [as_variable(value) for value in ("none", "transparent", "#123456")] == [
        "none",
        "transparent",
        "#123456",
    ]


def test_albers_keeps_areas_equal():
    albers = Albers(67, 43, 53).place

    def area(west, south, step=0.01):
        corners = [
            albers(west, south),
            albers(west + step, south),
            albers(west + step, south + step),
            albers(west, south + step),
        ]
        return (
            abs(sum(x * v - u * y for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True)))
            / 2
        )

    shares = [
        area(west, south) / cos(radians(south + 0.005)) for west, south in ((47, 41), (67, 48), (87, 55))
    ]
    assert max(shares) / min(shares) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(("layout", "units"), [(17, 17), (20, 20)])
def test_the_outline_has_a_path_for_each_unit_within_its_box(layout, units):
    drawn = outlines()[layout]
    assert len(drawn.paths) == units
    numbers = [
        tuple(map(float, pair))
        for path in drawn.paths.values()
        for pair in re.findall(r"([\d.]+),([\d.]+)", path)
    ]
    assert (min(x for x, _ in numbers), max(x for x, _ in numbers)) == (0.0, drawn.width)
    assert 0 <= min(y for _, y in numbers) <= max(y for _, y in numbers) <= drawn.height
    assert 0.5 < drawn.height / drawn.width < 0.65


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([], ()),
        ([7], (7,)),
        ([5, 5, 5, 5, 5], (5,)),
        (
            [221_395, 534_024, 610_211, 755_000, 928_185, 1_134_753, 1_505_984, 2_161_695],
            (530_000, 760_000, 930_000, 1_500_000),
        ),
    ],
)
def test_class_limits_are_round_and_rise(values, limits):
    assert scale(values).limits == limits


def test_every_value_has_a_class_of_its_range():
    classes = scale([1, 2, 3, 4, 5, 60, 70, 80, 90, 100])
    assert [classes.step(value) for value in (0, 3, 60, 100)] == [1, 2, 3, 5]
    assert classes.ranges()[0] == (1, None, classes.limits[0])


def test_a_trifle_does_not_look_like_a_fall():
    rows = [
        {"year": 2022, "value": 611_888, "piece": 0, "broken": False},
        {"year": 2023, "value": 610_205, "piece": 0, "broken": False},
    ]
    svg = draw("statistics.population", rows, "kk", words=WORDS)
    line = next(path for path in re.findall(r'd="(M[^"A]+L[^"A]+)"', svg) if path.count("L") == 1)
    heights = [float(height) for height in re.findall(r",([\d.]+)", line)]
    assert max(heights) - min(heights) < 30


@pytest.mark.parametrize(("years", "shown"), [(24, 12), (3, 3), (1, 1)])
def test_years_under_the_axis_do_not_touch(years, shown):
    rows = [{"year": 2000 + n, "value": 15_000_000 + n, "piece": 0, "broken": False} for n in range(years)]
    svg = draw("statistics.population", rows, "kk", words=WORDS)
    assert len(re.findall(r">20[0-9]{2}</text>", svg)) == shown
