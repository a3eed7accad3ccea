"""A record holds all that its event names."""

import dataclasses

import pytest

from dateline.errors import InputError
from dateline.write import EventRecord


def test_claims_are_picked_from_the_events_own_incidents(hard):
    assert [str(ref) for ref in hard.claims] == ["post-1/kano#0", "post-1/kano#1", "wire-1/kano#0", "wire-1/kano#1"]
    assert sorted(hard.documents) == ["post-1", "wire-1"]


def test_lost_claim_is_refused(hard):
    with pytest.raises(InputError, match=r"record-incomplete: .*post-1/kano#0.* In event E-7K3QXA"):
        EventRecord(hard.event, {}, hard.documents).whole()


def test_lost_document_is_refused(hard):
    with pytest.raises(InputError, match=r"record-incomplete: 1 claims or documents .* wire-1"):
        dataclasses.replace(hard, documents={"post-1": hard.documents["post-1"]}).whole()
