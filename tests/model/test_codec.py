"""Nouns to JSON and back, by many threads that have never done it before."""

import subprocess
import sys

import pytest

# A process of its own: what is checked is the first time that a type is read, and a fault brings the process down.
_THREADS = """
import json, sys, threading
from dateline.model import Action, Actor, ActorKind, ClaimRef, Event, IncidentRef, Place, Quote, Status, Value, When
from dateline.model.codec import decode, decode_json, encode
from dateline.model.light import light_json

def told(value):
    return Value(value=value, rule="invented", supports=(ClaimRef("d", "i", 0),))

event = Event(
    action=told(Action.ATTACK), status=told(Status.OCCURRED), aggregate=False, time=told(When()), place=told(Place(name="Gao", country="MLI")),
    perpetrators=(told(Actor(name="Dune Front", kind=ActorKind.ARMED_GROUP, quote=Quote("d", 0, 1, "x"))),), targets=(), weapon=told(None),
    harm=(), incidents=(IncidentRef("d", "i"),), n_documents=1, n_independent=1, matches=(), conflicts=(),
)
node = encode(event)
text = json.dumps(node)
reads = (lambda: decode_json(Event, text) == event, lambda: decode(Event, node) == event, lambda: light_json(Event, text).n_documents == 1)
gate, done = threading.Barrier(12), []

def work(n):
    gate.wait()
    done.extend(reads[(n + i) % 3]() for i in range(30))

sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=work, args=(n,)) for n in range(12)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert len(done) == 360 and all(done), len(done)
"""


@pytest.mark.parametrize("_time", range(3))
def test_threads_may_read_a_type_for_the_first_time_at_once(_time):
    done = subprocess.run([sys.executable, "-c", _THREADS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
