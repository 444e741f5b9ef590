"""Makes a pair of sockets, to hand descriptors about."""
# stopped by: seccomp
import socket


def attack():
    one, other = socket.socketpair()
    one.send(b"hello")
    return f"done: {other.recv(10)}"
