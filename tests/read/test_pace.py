"""How long a host is left alone between two requests; time is invented."""

import pytest

from dateline.read.pace import Pace


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now_s = 1000.0
        self.slept = []

    def clock(self):
        return self.now_s

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now_s += seconds


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def pace(time):
    return Pace(clock=time.clock, sleep=time.sleep)


def test_the_first_request_to_each_host_waits_for_nothing(pace, time):
    pace.wait("https://karsapost.example/1")
    pace.wait("https://radio.example/1")
    assert time.slept == []


@pytest.mark.parametrize(
    ("wished_s", "passed_s", "slept_s"), [(0, 0, 2.0), (5, 0, 5.0), (3600, 0, 60.0), (5, 4, 1.0), (0, 9, None), (1, 1.5, 0.5)]
)
def test_a_host_is_left_alone_as_long_as_it_wishes_within_bounds(pace, time, wished_s, passed_s, slept_s):
    pace.wait("https://karsapost.example/1", wished_s)
    time.now_s += passed_s
    pace.wait("https://karsapost.example/2", wished_s)
    assert time.slept == ([slept_s] if slept_s else [])


def test_a_clock_that_was_put_back_makes_nobody_wait_longer(pace, time):
    pace.wait("https://karsapost.example/1")
    time.now_s -= 3600
    pace.wait("https://karsapost.example/2")
    assert time.slept == [2.0]
