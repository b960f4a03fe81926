"""Documents that came and went leave no hole behind: what they took goes back to the system."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

MB = 2**20
COME_AND_GO = """
import sys
from bot.allocator import keep_heap_small

def real():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

if sys.argv[1] == "told":
    keep_heap_small()
for _ in range(3):
    bytearray(8 * 2**20)  # from here on glibc itself keeps blocks of that size on its heap
before, kept = real(), []
for _ in range(40):
    large = [bytearray(2**20)]
    kept.append((large, bytearray(2000)))  # a small value that outlives the large one
for large, _ in kept:
    large.clear()
print(real() - before)
"""


def left(told: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", COME_AND_GO, told], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="speaks of glibc")
def test_what_large_documents_took_goes_back_although_small_values_stay() -> None:
    assert left("untold") > 30 * MB, "the trouble that this is against"
    assert left("told") < 5 * MB


SPARED = """
import gc
from bot.allocator import spare_what_lasts

class Node:
    pass

here = [Node() for _ in range(50_000)]
looked_through = len(gc.get_objects())
spare_what_lasts()
assert len(gc.get_objects()) < looked_through / 10
late = Node()
late.itself = late
del late
assert gc.collect() >= 1
lasting = [Node() for _ in range(50_000)]
gc.collect()
assert len(gc.get_objects()) < looked_through / 10, "they are not looked through again"
del here
"""
RINGS = """
import gc, weakref
from bot.allocator import spare_what_lasts

class Node:
    pass

spare_what_lasts()
ring = Node()
ring.itself, gone = ring, weakref.ref(ring)
gc.collect()
del ring
gc.collect()
assert gone() is not None, "it was alive when it was last looked at"
for _ in range(1000):
    gc.collect()
assert gone() is None
assert gc.get_freeze_count() > 1000, "what is alive is spared again"
"""


def test_collections_pass_over_what_was_loaded_and_find_what_came_later() -> None:
    subprocess.run([sys.executable, "-c", SPARED], check=True)


def test_rings_that_lasted_are_found_in_the_end() -> None:
    subprocess.run([sys.executable, "-c", RINGS], check=True)
