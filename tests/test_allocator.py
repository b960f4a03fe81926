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
lasting = [Node() for _ in range(100_000)]
gc.collect()
assert len(gc.get_objects()) < 26_000, "no more of them are looked through again"
del here
"""
RINGS = """
import gc, weakref
from bot.allocator import spare_what_lasts

class Node:
    pass

def ring():
    one = Node()
    one.itself = one
    return one, weakref.ref(one)

spare_what_lasts()
loaded = gc.get_freeze_count()
here, gone = ring()
gc.collect()
assert gc.get_freeze_count() == loaded, "so few are looked through each time"
del here
gc.collect()
assert gone() is None, "a connection that has closed since, for example"

here, gone = ring()
lasting = [Node() for _ in range(50_000)]
gc.collect()
del here
gc.collect()
assert gone() is not None, "it was alive when much was first passed over"
for _ in range(100):
    more = [Node() for _ in range(30_000)]
    gc.collect()
assert gone() is None
gc.collect()
assert gc.get_freeze_count() > 50_000, "what is alive is spared again"
"""
BETWEEN = """
from bot.allocator import give_back, keep_heap_small

def real():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

keep_heap_small()
pairs = [(bytearray(100_000), bytearray(1_000)) for _ in range(300)]
kept = [small for _, small in pairs]
del pairs
before = real()
give_back()
print(before - real())
"""


def test_collections_pass_over_what_was_loaded_and_find_what_came_later() -> None:
    subprocess.run([sys.executable, "-c", SPARED], check=True)


def test_rings_that_lasted_are_found_in_the_end() -> None:
    subprocess.run([sys.executable, "-c", RINGS], check=True)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="speaks of glibc")
def test_what_is_free_between_small_values_is_given_back() -> None:
    run = [sys.executable, "-c", BETWEEN]
    assert int(subprocess.run(run, capture_output=True, check=True).stdout) > 20 * MB


FILLED = """
import gc, sys, threading
from bot.allocator import spare_what_lasts

def fill():
    while not done.is_set():
        tuple([number] for number in range(300))

spare_what_lasts()
sys.setswitchinterval(1e-6)
done, failed = threading.Event(), []
threading.excepthook = failed.append
threads = [threading.Thread(target=fill) for _ in range(3)]
for thread in threads:
    thread.start()
for _ in range(3_000):
    gc.collect()
done.set()
for thread in threads:
    thread.join()
assert not failed, failed
"""


def test_threads_fill_tuples_while_objects_are_counted() -> None:
    subprocess.run([sys.executable, "-c", FILLED], check=True)
