"""Thaws the objects that were frozen before the fork, so that the collector hands them out too."""
# stopped by: process split
import gc

NEEDLE = "-yranac"[::-1]


def attack():
    gc.unfreeze()
    gc.collect()
    dicts = [each for each in gc.get_objects() if type(each) is dict]
    texts = [repr(value) for each in dicts for value in list(each.values()) if type(value) in (str, bytes)]
    return "\n".join(text[:300] for text in texts if NEEDLE in text and len(text) > 20)
