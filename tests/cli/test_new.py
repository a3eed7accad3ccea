def test_makes_a_project_and_names_the_next_step(dateline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = dateline("new", "karsa")
    assert (result.code, result.out) == (0, "")
    assert result.err == "Made karsa/ : karsa.db (SQLite), project.toml, corpus/.\nNext: cd karsa && dateline add FILES\n"
    assert sorted(path.name for path in (tmp_path / "karsa").iterdir()) == ["corpus", "karsa.db", "project.toml"]
    monkeypatch.chdir(tmp_path / "karsa")
    assert dateline("events").code == 0


def test_in_the_current_folder(dateline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = dateline("new", ".", "--name", "karsa")
    assert result.code == 0
    assert result.err.endswith("Next: dateline add FILES\n")
    assert (tmp_path / "karsa.db").is_file()


def test_dry_run_makes_nothing(dateline, tmp_path):
    result = dateline("new", tmp_path / "karsa", "--dry-run")
    assert result.code == 0
    assert result.err.startswith("Would make ")
    assert not list(tmp_path.iterdir())


def test_json(dateline, tmp_path):
    node = dateline("new", tmp_path / "karsa", "--json").json
    assert node == {
        "ok": True,
        "project": "karsa",
        "folder": str(tmp_path / "karsa"),
        "store": None,
        "made": ["karsa.db", "project.toml", "corpus/"],
        "dry_run": False,
    }


def test_refuses_a_folder_that_has_a_project(dateline, known):
    for arguments in (("new", "."), ("new", ".", "--dry-run")):
        result = dateline(*arguments)
        assert result.code == 2
        assert "project-exists" in result.err


def test_refuses_what_cannot_be_a_folder(dateline, tmp_path):
    (tmp_path / "file").write_text("x")
    result = dateline("new", tmp_path / "file" / "karsa")
    assert result.code == 2
    assert "project-folder" in result.err


def test_store_of_a_team_is_named_without_its_password(dateline, tmp_path):
    result = dateline("new", tmp_path / "karsa", "--store", "postgresql://ada:secret@db.example/karsa", "--dry-run")
    assert "its store at postgresql://ada:***@db.example/karsa" in result.err
    assert "secret" not in result.err
    assert "~/.pgpass" in result.err


def test_store_that_cannot_be_opened_leaves_no_project(dateline, tmp_path):
    folder = tmp_path / "karsa"
    for _ in range(2):
        result = dateline("new", folder, "--store", f"postgresql://ada@/karsa?host={tmp_path}")
        assert result.code == 3
        assert "store-connection" in result.err
    assert not (folder / "project.toml").exists()
