from unittest import mock

import pytest

from dateline.cli.role_name import RoleName
from dateline.store.account_rows import Role

PASSWORD = b"seven quiet rivers\n"


@pytest.fixture(autouse=True)
def quick():
    from argon2 import PasswordHasher

    from dateline.store import passwords

    with mock.patch.object(passwords, "_hasher", return_value=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        yield


def test_the_roles_are_those_of_the_store():
    assert [role.value for role in RoleName] == [role.value for role in Role]


def test_users_from_the_first_to_the_log(dateline, empty):
    assert "Nobody has an account" in dateline("user", "list").err
    result = dateline("user", "add", "Ada", "--role", "admin", stdin=PASSWORD)
    assert (result.code, result.err) == (0, "Added Ada, admin.\n")
    assert dateline("user", "add", "Ben", "--json", stdin=PASSWORD).json == {
        "ok": True,
        "user": "Ben",
        "role": "reader",
        "disabled": False,
    }
    assert dateline("user", "role", "ben", "coder").err == "Ben is coder now.\n"
    assert "user enable Ben" in dateline("user", "disable", "ben").err
    assert dateline("user", "list").out == "Ada  admin\nBen  coder  disabled\n"
    assert dateline("user", "enable", "ben").code == 0
    assert dateline("user", "password", "ben", stdin=b"nine loud mountains\n").err == "Ben has another password.\n"
    told = [line.partition("UTC  ")[2].partition(" by")[0] for line in dateline("user", "log").out.splitlines()]
    assert told == ["ben  password", "ben  enabled", "ben  disabled", "ben  role", "ben  added", "ada  added"]
    assert len(dateline("user", "log", "--json", "--limit", "2").lines) == 2


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (("add", "Eve"), b"", "password-missing"),
        (("add", "Eve"), b"short\n", "password-weak"),
        (("add", ""), PASSWORD, "user-name"),
        (("role", "Eve", "coder"), b"", "user-missing"),
        (("password", "Eve"), PASSWORD, "user-missing"),
        (("disable", "Eve"), b"", "user-missing"),
    ],
)
def test_what_cannot_be_done_is_told(dateline, empty, arguments, stdin, code):
    result = dateline("user", *arguments, stdin=stdin)
    assert result.code == 2
    assert code in result.err


def test_the_last_admin_stays(dateline, empty):
    dateline("user", "add", "Ada", "--role", "admin", stdin=PASSWORD)
    assert "user-last-admin" in dateline("user", "disable", "Ada").err


def test_tokens(dateline, empty):
    dateline("user", "add", "Ada", "--role", "editor", stdin=PASSWORD)
    result = dateline("token", "new", "ada", "--for", "nightly export", "--days", "30")
    assert result.out.startswith("dateline_")
    assert "T-1, reader, until " in result.err
    node = dateline("token", "new", "ada", "--for", "coding", "--scope", "coder", "--json").json
    assert (node["token"], node["scope"], node["secret"][:9]) == ("T-2", "coder", "dateline_")
    assert "token-scope" in dateline("token", "new", "ada", "--for", "all", "--scope", "admin").err
    assert dateline("token", "revoke", "T-1").err == "T-1 of Ada is revoked.\n"
    first, second = dateline("token", "list").out.splitlines()
    assert (first[:17], "revoked" in second) == ("T-2  Ada  coder  ", True)
    assert len(dateline("token", "list", "--json").json["tokens"]) == 2
    assert "token-missing" in dateline("token", "revoke", "T-9").err
