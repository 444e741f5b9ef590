"""Asks its pipes by ioctl how much lies in them, and makes them asynchronous."""
# stopped by: seccomp
import fcntl


def attack():
    waiting = fcntl.ioctl(10, 0x541B, bytes(4))
    fcntl.ioctl(11, 0x5452, b"\1\0\0\0")
    return f"done: {waiting}"
