"""Memory that threads share."""

from unittest import mock

from dateline.web import memory


def test_settings_are_those_of_the_gnu_library():
    with mock.patch("platform.libc_ver", return_value=("glibc", "2.36")), mock.patch("ctypes.CDLL") as library:
        memory.share_memory()
    assert [call.args for call in library().mallopt.call_args_list] == [(-8, 1)]


def test_other_systems_are_left_alone():
    with mock.patch("platform.libc_ver", return_value=("", "")), mock.patch("ctypes.CDLL") as library:
        memory.share_memory()
    assert not library.called
