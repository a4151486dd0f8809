"""Figures say what their tables say, and no label is cut, covered or missing."""

import io
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from bias.errors import BiasError, UnknownNameError
from bias.plugins import named_once
from bias.report import style
from bias.report.charts.base import TALLEST, Chart
from bias.report.charts.keyness import listed
from bias.report.charts.registry import chart, charts
from bias.report.figures import Drawn, composed, drawn
from bias.report.selection import overall
from bias.schema import TABLES

Tables = dict[str, pd.DataFrame]
Made = Callable[[int, int], Tables]
NAMES = [each.name for each in charts()]


@pytest.fixture(scope="module")
def picture(made: Made) -> Callable[[str, tuple[int, int]], Drawn]:
    return cache(lambda name, size: drawn(chart(name), made(*size)))


def _figure(it: Chart, tables: Tables) -> Figure:
    with style.plot_style():
        return composed(it, tables)


def _texts(figure: Figure) -> list[Text]:
    found = [text for ax in figure.axes for text in (*ax.get_children(), ax.xaxis.label) if isinstance(text, Text)]
    return [text for text in found if text.get_text()]


def _boxes(texts: list[Text]) -> list[Bbox]:
    return [text.get_window_extent() for text in texts if text.get_text()]


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_declares_tables_of_the_schema_and_a_caption_of_one_line(name: str) -> None:
    it = chart(name)
    assert set(it.tables) <= set(TABLES)
    assert it.title
    assert it.caption
    assert "\n" not in it.caption


def test_a_chart_name_taken_twice_is_an_error() -> None:
    with pytest.raises(BiasError, match="two charts are called 'naming'"):
        named_once([chart("naming"), chart("naming")], "chart")


def test_an_unknown_chart_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="coverage"):
        chart("coverages")


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_reads_only_the_tables_it_declares(name: str, tables: Tables) -> None:
    it = chart(name)
    assert it.panels({table: tables[table] for table in {*it.tables, "articles", "outlets"}})


@pytest.mark.parametrize("name", NAMES)
def test_empty_tables_give_a_reason_and_no_figure(name: str, no_rows: Tables) -> None:
    it = drawn(chart(name), no_rows)
    assert it.missing
    assert not it.svg
    assert not it.png


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_over_the_edge_of_a_picture(name: str, picture) -> None:
    it = picture(name, (6, 12))
    pixels = np.asarray(Image.open(io.BytesIO(it.png)).convert("L"))
    for edge in (pixels[:2], pixels[-2:], pixels[:, :2], pixels[:, -2:]):
        assert edge.min() > 250


@pytest.mark.parametrize("size", [(2, 1), (7, 6), (50, 30)])
@pytest.mark.parametrize("name", NAMES)
def test_labels_of_what_is_drawn_lie_inside_the_figure_and_none_covers_another(
    name: str, size: tuple[int, int], made: Made
) -> None:
    it, tables = chart(name), made(*size)
    if it.missing(tables):
        return
    figure = _figure(it, tables)
    for box in _boxes(_texts(figure)):
        assert figure.bbox.padded(1).containsx(box.x0)
        assert figure.bbox.padded(1).containsx(box.x1)
        assert figure.bbox.padded(1).containsy(box.y0)
        assert figure.bbox.padded(1).containsy(box.y1)
    for ax in figure.axes:
        for labels in (ax.get_xticklabels(), ax.get_yticklabels()):
            boxes = [box.padded(-0.5) for box in _boxes(labels)]
            assert all(Bbox.intersection(a, b) is None for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@pytest.mark.parametrize("name", [name for name in NAMES if name != "heatmap"])
def test_a_chart_of_many_outlets_fits_on_a_page(name: str, made: Made) -> None:
    it = chart(name)
    assert sum(panel.height for panel in it.panels(made(50, 30))[:: it.columns]) <= TALLEST


def test_what_is_not_drawn_is_said(made: Made, tables: Tables) -> None:
    assert "tables/naming.csv" in chart("naming").left_out(made(50, 30))
    assert "18 of 50 outlets" in chart("coverage").left_out(made(50, 30))
    assert chart("coverage").left_out(tables) == ""


def test_an_outlet_has_one_colour_and_marker_in_every_figure(tables: Tables) -> None:
    look = style.outlet_styles(tables["articles"]["outlet_id"])["o03"]
    dots = _figure(chart("coverage"), tables).axes[0].collections
    assert to_hex(look.colour) in {to_hex(dot.get_facecolor()[0]) for dot in dots}
    panel = next(ax for ax in _figure(chart("keyness"), tables).axes if ax.get_title("left") == "El Faro del Sur")
    points = [line for line in panel.lines if line.get_marker() == look.marker]
    assert len(points) == len(listed(tables["keyness"][tables["keyness"]["outlet_id"] == "o03"])) >= 7
    assert {line.get_color() for line in points} == {look.colour}


def test_fifty_six_outlets_all_look_different() -> None:
    looks = style.outlet_styles(f"{i:02}" for i in range(56))
    assert len(set(looks.values())) == 56


def test_the_plot_style_is_restored() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with style.plot_style():
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert dict(mpl.rcParams) == before


def test_coverage_has_one_mark_an_event_and_outlet(tables: Tables) -> None:
    ax = _figure(chart("coverage"), tables).axes[0]
    placed = tables["events"].merge(tables["articles"], on="article_id")
    marks = sum(len(dots.get_offsets()) for dots in ax.collections)
    assert marks == len(placed[["event_id", "outlet_id"]].drop_duplicates())


def test_contrast_points_and_lines_are_the_differences_and_intervals(tables: Tables) -> None:
    it = chart("contrasts")
    panel = it.panels(tables)[0]
    ax = _figure(it, tables).axes[0]
    rows = panel.tables["contrasts"].set_index("outlet_id")
    points = sorted(line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()) == 1)
    assert points == pytest.approx(sorted(rows["difference"]))
    ends = sorted(tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2 and line.get_xdata()[0])
    wanted = sorted(zip(rows["ci_low"], rows["ci_high"], strict=True))
    assert np.ravel(ends) == pytest.approx(np.ravel(wanted))


def test_only_differences_that_hold_up_are_filled(tables: Tables) -> None:
    it = chart("contrasts")
    for panel, ax in zip(it.panels(tables), _figure(it, tables).axes, strict=True):
        rows = panel.tables["contrasts"]
        holds = rows[(rows["q"] < 0.05) & ((rows["ci_low"] > 0) | (rows["ci_high"] < 0))]
        points = [line for line in ax.lines if len(line.get_xdata()) == 1]
        filled = [line.get_xdata()[0] for line in points if line.get_markerfacecolor() != "white"]
        assert sorted(filled) == pytest.approx(sorted(holds["difference"]))


def test_a_contrast_without_interval_has_no_line(tables: Tables) -> None:
    contrasts = overall(tables["contrasts"]).copy()
    feature = chart("contrasts").panels(tables)[0].tables["contrasts"]["feature"].iloc[0]
    one = (contrasts["feature"] == feature) & (contrasts["outlet_id"] == "o01")
    contrasts.loc[one, ["ci_low", "ci_high", "q", "p"]] = np.nan
    ax = _figure(chart("contrasts"), {**tables, "contrasts": contrasts}).axes[0]
    drawn_ends = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    assert sum(bool(np.isnan(ends).all()) for ends in drawn_ends) == 1


@pytest.mark.parametrize("size", [(6, 12), (50, 30)])
def test_heat_map_cells_are_the_effects(size: tuple[int, int], made: Made) -> None:
    tables = made(*size)
    ax = _figure(chart("heatmap"), tables).axes[0]
    cells = np.asarray(ax.collections[0].get_array()).ravel()
    effects = overall(tables["contrasts"])["effect"].clip(-2, 2)
    assert set(np.round(cells, 9)) <= set(np.round(effects, 9))
    assert len(cells) == min(size[0], 36) * overall(tables["contrasts"])["feature"].nunique()
    written = [float(text.get_text().replace("−", "-")) for text in ax.texts]
    assert np.clip(written, -2, 2) == pytest.approx(cells, abs=0.051)


def test_heat_map_cells_that_hold_up_are_framed(tables: Tables) -> None:
    ax = _figure(chart("heatmap"), tables).axes[0]
    bold = [text for text in ax.texts if text.get_fontweight() == "bold"]
    frames = [patch for patch in ax.patches if not patch.get_fill()]
    assert len(frames) == len(bold) > 0


@pytest.mark.parametrize("colour", [*style.COLOURS, *(colour for colour, _ in style.PARTS)])
def test_words_on_a_colour_can_be_read(colour: str) -> None:
    def light(of: str) -> float:
        channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(of)]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2] + 0.05

    on, under = light(style.text_on(colour)), light(colour)
    assert max(on, under) / min(on, under) >= 3.8


@pytest.mark.parametrize(("n_outlets", "n_articles"), [(9, 300), (18, 40)])
def test_a_number_of_articles_covers_no_mark(n_outlets: int, n_articles: int, made: Made) -> None:
    tables = made(n_outlets, 3)
    first = tables["articles"].iloc[0]
    more = pd.DataFrame([first.to_dict() | {"article_id": f"more{i}"} for i in range(n_articles)])
    event = tables["events"].set_index("article_id").loc[first["article_id"]].to_dict()
    placed = pd.DataFrame([event | {"article_id": article} for article in more["article_id"]])
    both = {"articles": pd.concat([tables["articles"], more]), "events": pd.concat([tables["events"], placed])}
    figure = _figure(chart("coverage"), {**tables, **both})
    ax = figure.axes[0]
    (number,) = (text for text in ax.texts if text.get_text() == str(n_articles + 1))
    column, row = number.xy
    left, right = (ax.transData.transform((x, row))[0] for x in (column, column + 1))
    half_mark = 3.4 * figure.dpi / 72
    box = number.get_window_extent()
    assert left + half_mark <= box.x0
    assert box.x1 <= right - half_mark


def test_a_figure_of_one_is_drawn_whole(tables: Tables) -> None:
    rows = tables["evaluation"].assign(value=1.0, ci_low=1.0, ci_high=1.0)
    for ax in _figure(chart("evaluation"), {**tables, "evaluation": rows}).axes:
        half_mark = 2.5 / 72 * ax.figure.dpi
        assert ax.transData.transform((1.0, 0))[0] + half_mark <= ax.get_window_extent().x1


def test_things_named_and_their_packs_are_worded(tables: Tables) -> None:
    naming = tables["naming"].assign(concept="russia-ukraine/president-of-russia")
    it = chart("naming")
    assert it.panels({**tables, "naming": naming})[0].title == "President of Russia"
    assert it.taken_from({**tables, "naming": naming}) == "Names from the packs: russia-ukraine."
    legend = _figure(it, tables).axes[0].get_legend()
    assert legend is not None
    assert legend.get_texts()[0].get_text().startswith("“")


def test_naming_bars_are_the_shares_of_the_table(tables: Tables) -> None:
    it = chart("naming")
    panel = it.panels(tables)[0]
    ax = _figure(it, tables).axes[0]
    widths = sorted(bar.get_width() for bar in ax.patches if bar.get_width() > 0)
    assert widths == pytest.approx(sorted(panel.tables["naming"]["share"]))


def test_speaker_bars_add_up_to_one_and_print_the_words(tables: Tables) -> None:
    ax = _figure(chart("speakers"), tables).axes[0]
    by_row = pd.Series([bar.get_width() for bar in ax.patches]).groupby([round(bar.get_y(), 2) for bar in ax.patches])
    assert by_row.sum().tolist() == pytest.approx([1.0] * 6)
    quoted = tables["voices"].query("kind != 'scare'").merge(tables["articles"][["article_id", "outlet_id"]])
    totals = {f"{n:,} words" for n in quoted.groupby("outlet_id")["n_words"].sum()}
    assert totals <= {text.get_text() for text in ax.texts}


def test_evaluation_points_and_chance_are_the_figures(tables: Tables) -> None:
    held_out, leakage = _figure(chart("evaluation"), tables).axes
    rows = tables["evaluation"].query("metric == 'accuracy' and not model_id.str.startswith('leakage')")
    points = [line.get_xdata()[0] for line in held_out.lines if len(line.get_xdata()) == 1]
    assert sorted(points) == pytest.approx(sorted(rows["value"]))
    assert [text.get_text() for text in leakage.get_yticklabels()] == [
        "random articles: words before masking",
        "random articles: words after masking",
    ]


@pytest.mark.parametrize("name", ["naming", "heatmap"])
def test_the_same_tables_give_the_same_bytes(name: str, tables: Tables, picture) -> None:
    again, before = drawn(chart(name), tables), picture(name, (6, 12))
    assert (again.svg, again.png) == (before.svg, before.png)


@pytest.mark.parametrize("name", NAMES)
def test_text_in_vector_figures_stays_text(name: str, picture) -> None:
    it = picture(name, (6, 12))
    assert b"<text" in it.svg
    assert it.alt.startswith(it.title)
