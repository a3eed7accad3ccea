"""Users, sessions and tokens: nothing is told that helps to guess, and all of it ends."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest

from dateline.errors import InputError
from dateline.store.account_rows import Role
from dateline.store.accounts import account_key
from dateline.store.schema import sessions, tokens, users

PASSWORD = "seven quiet rivers"


@pytest.fixture(autouse=True)
def quick():
    """Passwords kept with little work: what is looked at here is what happens with them."""
    from argon2 import PasswordHasher

    from dateline.store import passwords

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._nobodys.cache_clear()
    with mock.patch.object(passwords, "_hasher", return_value=weak):
        yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def ada(store):
    return store.accounts.add("Ada", PASSWORD, role=Role.ADMIN)


def at(later):
    """The clock of the store set later."""

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + later

    return mock.patch.multiple("dateline.store.accounts", datetime=Later), mock.patch.multiple(
        "dateline.store.keys", datetime=Later
    )


def test_user_signs_in_by_name_in_any_case(store, ada):
    assert store.accounts.sign_in("ADA ", PASSWORD).user == ada
    assert store.accounts.sign_in("Ada", PASSWORD + "x").user is None
    assert store.accounts.sign_in("Eve", PASSWORD).user is None
    assert store.accounts.count() == 1


def test_password_is_kept_as_argon2id_alone(store, ada):
    with store._database.read() as connection:
        (row,) = connection.execute(users.select()).all()
    assert row.password.startswith("$argon2id$")
    assert PASSWORD not in str(row)


def test_same_letters_typed_in_another_way_are_the_same_password(store):
    store.accounts.add("Zoë", "café del mar 2026", role=Role.READER)
    assert store.accounts.sign_in("Zoë", "café del mar 2026").user.name == "Zoë"


@pytest.mark.parametrize("password", ["short", "x" * 40, "Adalovelace1", "", "a" * 1025])
def test_weak_passwords_are_refused(store, password):
    with pytest.raises(InputError, match="password-weak"):
        store.accounts.add("Adalovelace", password, role=Role.READER)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 65, "<b>", "a\0"])
def test_names_that_are_none(store, name):
    with pytest.raises(InputError, match="user-name"):
        store.accounts.add(name, PASSWORD, role=Role.READER)


def test_a_name_is_taken_in_every_case(store, ada):
    with pytest.raises(InputError, match="user-taken"):
        store.accounts.add("ADA", PASSWORD, role=Role.READER)


@pytest.mark.parametrize("name", ["Ada", "Nobody"])
def test_after_failures_a_name_is_locked_whether_there_is_a_user_or_not(store, ada, name):
    for _ in range(5):
        found = store.accounts.sign_in(name, "wrong password")
    assert found.locked_until > datetime.now(UTC)
    assert store.accounts.sign_in(name, PASSWORD) == found
    clocks = at(timedelta(seconds=61))
    with clocks[0], clocks[1]:
        assert (store.accounts.sign_in(name, PASSWORD).user is not None) is (name == "Ada")


def test_each_further_failure_locks_for_longer(store, ada):
    waits = []
    later = timedelta()
    for _ in range(12):
        clocks = at(later)
        with clocks[0], clocks[1]:
            until = store.accounts.sign_in("Ada", "wrong password").locked_until
        if until is not None:
            waits.append(round((until - datetime.now(UTC) - later).total_seconds() / 60))
            later = until - datetime.now(UTC) + timedelta(seconds=1)
    assert waits == [1, 2, 4, 8, 15, 15, 15, 15]


def test_an_address_is_locked_whatever_the_names(store, ada):
    for n in range(30):
        store.accounts.sign_in(f"name{n}", "wrong password", address="192.0.2.7")
    assert store.accounts.sign_in("Ada", PASSWORD, address="192.0.2.7").user is None
    assert store.accounts.sign_in("Ada", PASSWORD, address="192.0.2.8").user == ada


def test_what_happened_is_in_the_log(store, ada):
    store.accounts.sign_in("Ada", "wrong password", address="192.0.2.7")
    store.accounts.sign_in("Ada", PASSWORD, address="192.0.2.7")
    assert [(one.name, one.what.value, one.address) for one in store.accounts.log()] == [
        ("ada", "signed in", "192.0.2.7"),
        ("ada", "failed", "192.0.2.7"),
        ("ada", "added", None),
    ]


def test_the_last_admin_stays(store, ada):
    for change in (
        lambda: store.accounts.set_role("ada", Role.READER),
        lambda: store.accounts.set_disabled("ada", disabled=True),
    ):
        with pytest.raises(InputError, match="user-last-admin"):
            change()
    store.accounts.add("Ben", PASSWORD, role=Role.ADMIN)
    assert store.accounts.set_role("ada", Role.READER).role is Role.READER


def test_disabling_ends_sessions_and_tokens_at_once(store, ada):
    ben = store.accounts.add("Ben", PASSWORD, role=Role.CODER)
    session, (_, token) = store.keys.begin(ben), store.keys.make(ben, "script", scope=Role.CODER, days=1)
    assert store.keys.session(session) == ben
    store.accounts.set_disabled("Ben", disabled=True)
    assert (store.keys.session(session), store.keys.token(token)) == (None, None)
    assert store.accounts.sign_in("Ben", PASSWORD).user is None
    store.accounts.set_disabled("Ben", disabled=False)
    assert store.accounts.sign_in("Ben", PASSWORD).user is not None
    assert store.keys.token(token) is None


def test_a_new_password_ends_sessions(store, ada):
    session = store.keys.begin(ada)
    store.accounts.set_password("Ada", "nine loud mountains")
    assert store.keys.session(session) is None
    assert store.accounts.sign_in("Ada", PASSWORD).user is None


@pytest.mark.parametrize(("later", "holds"), [(11, True), (13, False)])
def test_a_session_ends_when_it_is_not_used(store, ada, later, holds):
    session = store.keys.begin(ada)
    clocks = at(timedelta(hours=later))
    with clocks[0], clocks[1]:
        assert (store.keys.session(session) is not None) is holds


def test_a_session_ends_after_a_week_however_it_is_used(store, ada):
    session = store.keys.begin(ada)
    for hours in range(0, 24 * 7 + 20, 10):
        clocks = at(timedelta(hours=hours))
        with clocks[0], clocks[1]:
            held = store.keys.session(session) is not None
        assert held is (hours <= 24 * 7)


def test_secrets_are_kept_as_digests_alone(store, ada):
    session, (_, token) = store.keys.begin(ada), store.keys.make(ada, "script", scope=Role.READER, days=1)
    with store._database.read() as connection:
        kept = str(connection.execute(sessions.select()).all()) + str(connection.execute(tokens.select()).all())
    assert session not in kept
    assert token not in kept


def test_a_token_may_no_more_than_its_scope_and_its_user(store, ada):
    ben = store.accounts.add("Ben", PASSWORD, role=Role.EDITOR)
    _, secret = store.keys.make(ben, "script", scope=Role.CODER, days=30)
    assert store.keys.token(secret)[1] is Role.CODER
    store.accounts.set_role("Ben", Role.READER)
    assert store.keys.token(secret)[1] is Role.READER
    with pytest.raises(InputError, match="token-scope"):
        store.keys.make(store.accounts.get("ben"), "script", scope=Role.ADMIN, days=30)


def test_a_token_ends(store, ada):
    token, secret = store.keys.make(ada, "script", scope=Role.READER, days=30)
    assert token.id == "T-1"
    clocks = at(timedelta(days=31))
    with clocks[0], clocks[1]:
        assert store.keys.token(secret) is None
    assert store.keys.token(secret) is not None
    assert store.keys.revoke("t-1", by="Ada").revoked_at is not None
    assert store.keys.token(secret) is None
    assert store.keys.token("dateline_guess") is None
    with pytest.raises(InputError, match="token-missing"):
        store.keys.revoke("T-9")


@pytest.mark.parametrize(("label", "days", "code"), [("", 1, "token-label"), ("x", 0, "token-days"), ("x", 400, "token-days")])
def test_tokens_that_cannot_be_made(store, ada, label, days, code):
    with pytest.raises(InputError, match=code):
        store.keys.make(ada, label, scope=Role.READER, days=days)


def test_roles_are_in_order():
    assert [one.covers(Role.EDITOR) for one in Role] == [False, False, True, True]


@pytest.mark.parametrize(("one", "other"), [("ADA", "ada"), ("Ａda", "ada"), ("Straße", "STRASSE"), ("ada\0", "ada�")])
def test_keys_of_names(one, other):
    assert account_key(one) == account_key(other)


def test_saved_queries(store):
    kept = store.saved.add("gao-2026", "country=MLI&date=2026", by="ada")
    assert store.saved.all() == (kept,)
    for name, code in (("gao-2026", "query-taken"), ("Gao 2026", "query-name"), ("", "query-name")):
        with pytest.raises(InputError, match=code):
            store.saved.add(name, "", by="ada")
    store.saved.remove("gao-2026")
    with pytest.raises(InputError, match="query-missing"):
        store.saved.get("gao-2026")
