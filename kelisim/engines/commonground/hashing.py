"""Chance without a generator: the same votes and seed draw the same, in whatever order they came.

SplitMix64 as published: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014),
figure 17.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_MASK = 2**64 - 1


def mix(numbers: Hashes) -> Hashes:
    """SplitMix64 of each number: all 64 bits depend on all 64 bits; whole-number arithmetic wraps."""
    mixed = numbers + _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def identity(text: str) -> int:
    """A statement's number in all draws, from its id alone, so that a new statement disturbs no other."""
    number = 0
    for byte in text.encode():
        number = _mixed(number ^ byte)
    return number


def draws(seed: int, purpose: str, replicate: int, *parts: Hashes) -> Hashes:
    """One draw of 64 bits for each entry of `parts` (arrays of one length, or none for a single draw)."""
    mixed = np.array([_mixed(identity(f"{seed}:{purpose}:{replicate}"))], np.uint64)
    for part in parts:
        mixed = mix(mixed ^ part)
    return mixed


def shares(numbers: Hashes) -> NDArray[np.float64]:
    """The draws as numbers from 0 (included) to 1 (not reached), 53 bits each."""
    found: NDArray[np.float64] = (numbers >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return found


def _mixed(number: int) -> int:
    """`mix` of one number, quicker than an array of one."""
    number = (number + int(_STEP)) & _MASK
    number = ((number ^ (number >> 30)) * int(_FIRST)) & _MASK
    number = ((number ^ (number >> 27)) * int(_SECOND)) & _MASK
    return number ^ (number >> 31)
