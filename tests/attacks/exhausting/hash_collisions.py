"""Fills a dict with integers that all have the same hash."""
# stopped by: deadline
# when: load


def attack():
    return str(len({number * (2**61 - 1) for number in range(300_000)}))
