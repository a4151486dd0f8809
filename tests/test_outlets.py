"""The table of outlets, and the outlet of each article."""

from pathlib import Path

import pandas as pd
import pytest

from bias import schema
from bias.errors import InputError, UnknownNameError
from bias.outlets import assign, find_outlet, load_outlets
from bias.outlets.bylines import signatures
from bias.readers import read
from bias.settings import CORPORA

DATA = Path(__file__).parents[2] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data sets are not beside the checkout")


@pytest.fixture(scope="module")
def outlets() -> pd.DataFrame:
    return load_outlets()


def articles(*rows: dict[str, str | None]) -> pd.DataFrame:
    frame = schema.empty("articles").reindex(range(len(rows)))
    frame["article_id"] = pd.Series([f"a{n}" for n in range(len(rows))], dtype="str")
    for column in ("outlet_id", "url", "text"):
        frame[column] = pd.Series([row.get(column) for row in rows], dtype="str")
    frame = frame.fillna({"text": "They met.", "language": "en", "source": "a.csv", "sha256": "0"})
    return schema.check(
        frame.astype({"n_words": "float64"}).fillna({"n_words": 2}).astype({"n_words": int}), "articles"
    )


def found(outlets: pd.DataFrame, **row: str) -> str:
    return str(assign(articles(row), outlets).articles.loc[0, "outlet_id"])


# the table


def test_the_embedded_tables_keep_the_contract(outlets: pd.DataFrame) -> None:
    schema.check(outlets, "outlets")
    assert {"tass", "ukrainska-pravda", "telesur", "borna", "rt", "crossline"} <= set(outlets["outlet_id"])
    assert outlets["outlet_id"].is_monotonic_increasing
    assert outlets["owner"].isna().any()
    assert outlets["aliases"].notna().all()


def test_a_users_file_adds_and_overrides_and_leaves_what_it_does_not_fill(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("name;domains;founded;control\nThe River Post;https://www.river.example/news;1999;\ntass;;1905;\n")
    table = load_outlets(file).set_index("outlet_id")
    assert table.loc["the-river-post", ["name", "domains", "founded"]].tolist() == [
        "The River Post",
        "river.example",
        1999,
    ]
    assert pd.isna(table.loc["the-river-post", "owner"])
    assert (table.loc["tass", "founded"], table.loc["tass", "country"]) == (1905, "RUS")


def test_a_later_file_goes_over_an_earlier_one(tmp_path: Path) -> None:
    for name, city in (("one", "Brey"), ("two", "Sarn")):
        (tmp_path / name).write_text(f"outlet_id,city\nriver-post,{city}\n")
    table = load_outlets(tmp_path / "one", tmp_path / "two").set_index("outlet_id")
    assert table.loc["river-post", ["name", "city"]].tolist() == ["river-post", "Sarn"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outlet_id,colour\na,red\n", "the column 'colour' is unknown; it needs outlet_id or name"),
        ("city\nBrey\n", "there is no column outlet_id or name"),
        ("outlet_id,name\na,A\n,\na-b,B,C\n", r"row 4: 3 cells where the header has 2"),
        ("outlet_id,name,city\na,A,\n,,Brey\n", "row 3: neither an outlet_id nor a name"),
        ("outlet_id\nA b\n", "row 2: outlet_id 'A b' must be lower-case words"),
        ("outlet_id\nunknown\n", "row 2: outlet_id 'unknown' must be"),
        ("outlet_id\na\na\n", "row 3: the outlet 'a' stands in an earlier row"),
        ("outlet_id,founded\na,MCMX\n", "row 2: founded 'MCMX' must be a number from 1500 to 2100"),
        ("outlet_id,press_freedom\na,101\n", "row 2: press_freedom '101' must be a number from 0 to 100"),
        ("outlet_id,control\na,state\n", "row 2: control 'state' must be one of SC, CaPu"),
        ("outlet_id,domains\na,river\n", "row 2: domains: 'river' is no web domain"),
    ],
)
def test_a_fault_in_a_users_file_is_an_error_with_file_and_row(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        load_outlets(file)
    assert str(file) in str(caught.value)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        load_outlets(tmp_path / "gone.csv")
    (tmp_path / "mine.csv").write_bytes("name\nРічка\n".encode("cp1251"))
    with pytest.raises(InputError, match="UTF-8"):
        load_outlets(tmp_path / "mine.csv")


def test_one_outlet_is_found_by_any_of_its_names(outlets: pd.DataFrame) -> None:
    assert find_outlet("ITAR-TASS", outlets) == find_outlet("tass.ru", outlets)
    assert find_outlet("BORNA", outlets)["founded"] is None
    with pytest.raises(UnknownNameError, match="no outlet is called 'tas'; did you mean 'tass'"):
        find_outlet("tas", outlets)


# what the source says


@pytest.mark.parametrize(
    ("written", "outlet_id"),
    [
        ("tass", "tass"),
        ("TASS", "tass"),
        ("ТАСС", "tass"),
        ("Ukrayinska-Pravda", "ukrainska-pravda"),
        ("TELESUR ENGLISH", "telesur"),
        ("téleSUR", "telesur"),
        ("the  new york times", "new-york-times"),
        ("New York Times (Opinion)", "new-york-times"),
        ("bbc.co.uk", "bbc"),
        ("www.msnbc.com", "msnbc"),
        ("english.news-front.info", "news-front"),
        ("https://www.rt.com/russia/1", "rt"),
        ("censor.net", "censor-net"),
        ("Crossline", "crossline"),
    ],
)
def test_an_outlet_is_found_however_its_name_is_written(outlets: pd.DataFrame, written: str, outlet_id: str) -> None:
    assert found(outlets, outlet_id=written) == outlet_id


def test_a_name_the_table_lacks_is_kept_as_an_outlet_of_which_nothing_is_known(outlets: pd.DataFrame) -> None:
    given = articles(
        {"outlet_id": "The Évian Post"}, {"outlet_id": "the evian post"}, {"outlet_id": "Газета"}, {"outlet_id": "RT"}
    )
    result = assign(given, outlets)
    assert result.articles["outlet_id"].tolist() == ["the-evian-post", "the-evian-post", "газета", "rt"]
    assert result.outlets["outlet_id"].tolist() == ["rt", "the-evian-post", "газета"]
    post = result.outlets.loc[1]
    assert post["name"] == "The Évian Post"
    assert post["domains"] == ""
    assert post[["country", "founded", "owner", "side", "press_freedom"]].isna().all()
    assert len(result.notes) == 1
    assert result.notes[0].startswith("3 articles of 2 outlets that the table of outlets lacks: The Évian Post (2), ")


def test_what_the_source_says_goes_before_address_and_text(outlets: pd.DataFrame) -> None:
    row = {"outlet_id": "Crossline", "url": "https://tass.com/1", "text": "OSVYN, March 2. /NORTAG/. They met."}
    assert found(outlets, **row) == "crossline"
    assert found(outlets, **{**row, "outlet_id": "n/a"}) == "tass"
    assert found(outlets, text=row["text"]) == "nortag"


# the address


@pytest.mark.parametrize(
    ("url", "outlet_id"),
    [
        ("https://www.pravda.com.ua/eng/news/2022/12/2/1/", "ukrainska-pravda"),
        ("HTTP://EN.Borna.News:80/x", "borna"),
        ("tass.com/politics/1", "tass"),
        ("https://nottass.com/politics/1", "unknown"),
        ("https://example.org/?from=tass.com", "unknown"),
        ("no address at all", "unknown"),
    ],
)
def test_an_address_belongs_to_the_outlet_whose_domain_it_lies_in(
    outlets: pd.DataFrame, url: str, outlet_id: str
) -> None:
    assert found(outlets, url=url) == outlet_id


# the text


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("TESSARY, March 2. /NORTAG/. They met.", "nortag"),
        ("Menu\n\nTalks end\n\nBREY /Lenn Valley/, March 2. /NORTAG/. They met.", "nortag"),
        ("TESSARY, March 2. /NORTAG Correspondent Ina Bell/. They met.", "nortag"),
        ("Talks end\n\nPORT ALDREN (Crossline) - They met.", "crossline"),
        ("PORT ALDREN, March 2 (Crossline Wire) — They met.", "crossline"),
        ("Talks end\nMaroa - TELUNA PRESS - They met.", "teluna-press"),
        ("Talks end\nBy Ada Renn, Osvyn Chronicle\nThey met.", "osvyn-chronicle"),
        ("By the Osvyn Chronicle newsroom\nThey met.", "osvyn-chronicle"),
        ("Talks end | TeleMeridia\n\nThey met.", "telemeridia"),
        ("They met.\n\nThey talk. Support Osvyn Chronicle or become our patron!", "osvyn-chronicle"),
        ("They met.\n\nTalks cost. Become a patron of the Osvyn Chronicle.\n\n[A note.]", "osvyn-chronicle"),
        ("They met.\n© 2021 Norvane World. All rights reserved.", "norvane-world"),
    ],
)
def test_a_dateline_a_byline_or_a_closing_line_shows_the_outlet(
    outlets: pd.DataFrame, text: str, outlet_id: str
) -> None:
    assert found(outlets, text=text) == outlet_id


@pytest.mark.parametrize(
    "text",
    [
        "They met, according to NORTAG.\nThey parted, Crossline said.",
        "Source: news agency NORTAG; channel of a mayor",
        "They met, an official told NORTAG / Crossline reporters.",
        "Citing Crossline - an agency - he said they met.",
        "The agency - NORTAG - has it that they met.",
        "He spoke to reporters (Crossline among them) - and left.",
        "By evening they met, NORTAG.",
        "Talks end, by Crossline's count.",
        "They met. Photo: Crossline",
        "© NORTAG / A. Bell\n" + "They met.\n" * 9,
        "They met.\nSupport Guardian Forces, he said.",
        "“Support Crossline,” he said.",
        "They met.\nhttps://www.rt.com/russia/1",
        "",
    ],
)
def test_a_name_that_is_only_cited_shows_no_outlet(outlets: pd.DataFrame, text: str) -> None:
    assert found(outlets, text=text or " ") == "unknown"


def test_where_several_outlets_sign_none_is_taken_and_the_note_says_which(outlets: pd.DataFrame) -> None:
    text = "PORT ALDREN (Crossline) - They met.\n\nSupport Osvyn Chronicle!"
    result = assign(articles({"text": text}, {"text": "They met."}, {"url": "https://river.example/1"}), outlets)
    assert result.articles["outlet_id"].tolist() == ["unknown"] * 3
    assert result.outlets["name"].tolist() == ["Unknown outlet"]
    assert [note.split(":")[0] for note in result.notes] == [
        "1 article could be by more than one outlet, so by none",
        "1 article at addresses of no outlet in the table",
        "1 article with no outlet in a column, the address, a by-line, a dateline or a closing line; kept as 'unknown'"
        ", compared with none (name the column",
    ]
    assert "crossline or osvyn-chronicle (1)" in result.notes[0]
    assert "river.example (1)" in result.notes[1]


def test_an_alias_of_two_outlets_decides_nothing_but_an_id_does(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("outlet_id,name,aliases\nriver-post,River Post,Post\nhill-post,Hill Post,Post\n")
    table = load_outlets(tmp_path / "mine.csv")
    assert found(table, outlet_id="Post") == "unknown"
    assert found(table, outlet_id="Hill Post") == "hill-post"


def test_assigning_twice_changes_nothing(outlets: pd.DataFrame) -> None:
    given = articles({"outlet_id": "The Évian Post"}, {"text": "They met."}, {"outlet_id": "RT"})
    once = assign(given, outlets)
    twice = assign(once.articles, pd.concat([once.outlets, outlets]).drop_duplicates("outlet_id"))
    pd.testing.assert_frame_equal(once.articles, twice.articles)


def test_no_articles_give_no_outlets(outlets: pd.DataFrame) -> None:
    result = assign(schema.empty("articles"), outlets)
    assert (len(result.articles), len(result.outlets), result.notes) == (0, 0, ())


def test_most_of_a_text_is_never_looked_at() -> None:
    middle = "TESSARY, March 2. /NORTAG/. They met.\n"
    assert "NORTAG" not in list(signatures("Line.\n" * 12 + middle + "Line.\n" * 4))


# real articles


def test_the_teaching_articles_show_the_outlets_that_sign_and_no_false_one(outlets: pd.DataFrame) -> None:
    texts = sorted((CORPORA / "teaching" / "articles").glob("e*.txt"))
    raw = read(texts).articles
    shown = assign(raw.assign(outlet_id=None), outlets).articles
    true = shown["article_id"].str.extract(r"^e\d+[a-z]?-(.*?)(?:-\d+)?$")[0]
    signed = shown["outlet_id"] != "unknown"
    assert (shown["outlet_id"] == true)[signed].all()
    assert signed[true.isin(["nortag", "crossline", "teluna-press"])].all()
    assert not signed[true.isin(["telemeridia", "norvane-world"])].any()


@needs_data
def test_the_seeds_text_alone_shows_three_outlets_and_leaves_two_unknown(outlets: pd.DataFrame) -> None:
    result = assign(read([str(DATA / "seeds" / "0*.txt")]).articles, outlets)
    # neither teleSUR nor RT names itself anywhere in these two texts
    assert result.articles["outlet_id"].tolist() == ["tass", "ukrainska-pravda", "unknown", "borna", "unknown"]
    assert result.notes[0].startswith("2 articles with no outlet")


@needs_data
def test_the_seeds_with_their_index_have_five_outlets_with_metadata(outlets: pd.DataFrame) -> None:
    result = assign(read([DATA / "seeds"]).articles, outlets)
    assert result.outlets["outlet_id"].tolist() == ["borna", "rt", "tass", "telesur", "ukrainska-pravda"]
    assert result.outlets["country"].notna().all()
    assert result.notes == ()


@needs_data
@pytest.mark.parametrize("name", ["babe/babe.csv", "basil/basil.jsonl", "ruwa/ruwa.csv.gz", "headlines/*.gz"])
def test_every_outlet_of_the_public_data_sets_is_in_the_table(outlets: pd.DataFrame, name: str) -> None:
    result = assign(read([str(DATA / name)]).articles, outlets)
    assert result.notes == ()
    assert not result.articles["outlet_id"].eq("unknown").any()


@needs_data
def test_headlines_show_no_false_outlet_in_thirty_thousand_texts(outlets: pd.DataFrame) -> None:
    raw = read([DATA / "headlines" / "rt_tass_sputnik.csv.gz"]).articles
    shown = assign(raw.assign(outlet_id=None, url=None), outlets).articles["outlet_id"]
    signed = shown != "unknown"
    assert signed.mean() > 0.5
    assert (shown[signed] == raw.loc[signed, "outlet_id"]).mean() > 0.999
