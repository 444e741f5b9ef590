"""Decompresses a few kilobytes into 3 GB."""
# stopped by: limits, deadline
import zlib


def attack():
    packed = zlib.compress(bytes(5 << 20), 1)
    return f"done: {len(b''.join(zlib.decompress(packed) for _ in range(600)))} bytes"
