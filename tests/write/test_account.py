"""The account of an export, however long."""

from dateline.write import LeftOut, Withheld
from dateline.write.account import Account


def test_nothing_written_is_an_empty_account():
    written = Account().written()
    assert (written.n_events, written.left_out, written.withheld) == (0, (), ())


def test_withheld_is_summed_by_field_and_rule():
    account = Account()
    account.wrote([Withheld("quotes", 2, "private-person")])
    account.wrote([Withheld("quotes", 1, "private-person"), Withheld("titles", 1, "private-person")])
    written = account.written()
    assert written.n_events == 2
    assert [(one.field, one.n) for one in written.withheld] == [("quotes", 3), ("titles", 1)]


def test_left_out_events_stay_in_order_beyond_memory():
    account = Account()
    reason = "no coordinates are known for Nagré " * 20
    for n in range(3000):
        account.left(f"E-{n}" if n else None, reason)
    left_out = account.written().left_out
    assert len(left_out) == 3000
    assert [one.event for one in left_out][:2] == [None, "E-1"]
    assert list(left_out)[-1] == LeftOut("E-2999", reason)
    assert LeftOut("E-5", reason) in left_out
