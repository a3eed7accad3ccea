from desk_checks import check, client_of

from dateline.model import CODEBOOK_VERSION, Action
from dateline.run import create_project
from dateline.web.card import Block, Inline, blocks, model_card


def test_method_tells_rules_run_model_limits_and_definitions(client):
    page = check(client.get("/method"))
    for words in ("Known limits", "independent-range", "sha256:model", f"codebook {CODEBOOK_VERSION}", "Data statement", *Action):
        assert words in page.text, words


def test_method_of_a_project_without_a_run(tmp_path):
    with create_project(tmp_path / "new") as project:
        client = client_of(project)
        assert "No run has come to its end yet." in check(client.get("/method")).text
        assert client.get("/method.json").json()["run"] is None


def test_method_as_data(client):
    node = client.get("/method.json").json()
    assert node["rules"]["name"] == "default"
    assert node["run"]["manifest"]["model"] == "sha256:model"


def test_model_card_is_read_whole():
    kinds = [block.kind for block in model_card()]
    assert {"heading", "paragraph", "list", "table"} == set(kinds)


def test_markdown_of_cards():
    found = tuple(blocks("## Use\nWhat **is** `code`\nand more.\n\n- one\n- two\n\n| a | b |\n|---|---:|\n| 1 | 2 |\n"))
    plain = [Inline("plain", word) for word in "ab12"]
    assert found == (
        Block(kind="heading", lines=((Inline("plain", "Use"),),)),
        Block(
            kind="paragraph",
            lines=(
                (
                    Inline("plain", "What "),
                    Inline("strong", "is"),
                    Inline("plain", " "),
                    Inline("code", "code"),
                    Inline("plain", " and more."),
                ),
            ),
        ),
        Block(kind="list", lines=((Inline("plain", "one"),), (Inline("plain", "two"),))),
        Block(kind="table", rows=(((plain[0],), (plain[1],)), ((plain[2],), (plain[3],)))),
    )
