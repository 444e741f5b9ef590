"""Looks for left-over secrets in memory that numpy hands out without clearing it."""
# stopped by: process split

NEEDLE = b"-yranac"[::-1]


def attack():
    found, kept = set(), []
    for exponent in range(3, 25):
        for _ in range(max(1, 2 ** (12 - exponent))):
            kept.append(np.empty(2**exponent, np.uint8))
            data = kept[-1].tobytes()
            at = data.find(NEEDLE)
            if at >= 0:
                found.add(data[at : at + 80].decode("latin-1"))
    return "\n".join(found)
