"""Lets a list grow until there is no memory left, or 3 GB are reached."""
# stopped by: limits
# when: load


def attack():
    kept = []
    while len(kept) < 3000:
        kept.append(bytearray(1 << 20))
    return f"done: {len(kept)} MB"
