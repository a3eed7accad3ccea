"""Memory that a server gives back: what counting a million events takes for a moment must not stay with every thread that did so."""

from __future__ import annotations

import ctypes
import platform

__all__ = ["give_back"]

# Source: Linux manual, mallopt(3): parameters and their numbers in malloc.h of the GNU C library.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_ARENAS = 2  # places from which threads take small pieces; by itself the library makes eight for each processor
_LARGE = 1 << 20  # bytes; larger pieces are the system's again as soon as they are free. By itself this grows to 32 MB


def give_back() -> None:
    """Have this process give free memory back to the system, where it runs on the GNU C library; others do so by themselves or cannot."""
    if platform.libc_ver()[0] != "glibc":
        return
    library = ctypes.CDLL(None)
    for parameter, value in ((_ARENA_MAX, _ARENAS), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE)):
        library.mallopt(parameter, value)
