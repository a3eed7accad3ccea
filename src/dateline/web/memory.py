"""Memory that the threads of a server share: what counting a million events takes for a moment must not stay with every thread that did so."""

from __future__ import annotations

import ctypes
import platform

__all__ = ["share_memory"]

# Source: Linux manual, mallopt(3): the parameter's number is in malloc.h of the GNU C library.
_ARENA_MAX = -8
_ARENAS = 1  # places from which threads take memory; by itself the library makes eight for each processor, and each keeps what was free in it


def share_memory() -> None:
    """Have all threads of this process use the same free memory, where it runs on the GNU C library; others do so by themselves or cannot."""
    if platform.libc_ver()[0] != "glibc":
        return
    ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)
