"""Starting processes while somebody presses Ctrl-C."""

import os
import signal
import sys
import threading
import time

import pytest

from dateline.run.workers import deaf_children

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")


@pytest.fixture
def other_thread():
    """A thread beside the main one, which may take a signal in its place."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


@pytest.fixture
def heard():
    """SIGINT as at a terminal: under the shell of a test run it may be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("other_thread", "heard")
def test_ctrl_c_while_processes_are_started_counts_once_they_are():
    steps = []

    def start():
        with deaf_children():
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(20):
                time.sleep(0.002)
            steps.append("started")
        steps.append("went on")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert steps == ["started"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.usefixtures("heard")
def test_nothing_is_heard_where_nothing_came():
    with deaf_children():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_in_another_thread_signals_stay_as_they_are():
    found = []

    def start():
        with deaf_children():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert found == [signal.getsignal(signal.SIGINT)]
