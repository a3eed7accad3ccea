from unittest import mock

import pytest


def test_desk_of_the_project_is_served(known, dateline):
    with mock.patch("dateline.web.serving.serve") as serve:
        serve.side_effect = lambda project, at, *, told: told(f"http://{at.host}:{at.port} {project.name}")
        result = dateline("serve", "--port", 9001)
    assert (result.code, result.out) == (0, "http://127.0.0.1:9001 sahel\n")
    assert "Ctrl-C" in result.err


def test_address_as_json(known, dateline):
    with mock.patch("dateline.web.serving.serve") as serve:
        serve.side_effect = lambda project, at, *, told: told("http://127.0.0.1:8001")
        assert dateline("serve", "--json").json == {"ok": True, "address": "http://127.0.0.1:8001"}


def test_ctrl_c_is_the_ordinary_end(known, dateline):
    with mock.patch("dateline.web.serving.serve", side_effect=KeyboardInterrupt):
        result = dateline("serve")
    assert (result.code, result.err) == (0, "\nEnded.\n")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_other_hosts_need_an_account(known, dateline, host):
    result = dateline("serve", "--host", host)
    assert result.code == 2
    assert "serve-accounts" in result.err
    assert "dateline user add" in result.err


def test_others_are_told_that_passwords_cross_the_network(known, dateline):
    with mock.patch("dateline.web.serving.serve") as serve:
        serve.side_effect = lambda project, at, *, told: told("http://0.0.0.0:8001")
        assert "--certificate" in dateline("serve", "--host", "0.0.0.0").err
        assert "--certificate" not in dateline("serve").err
