"""Sends a UDP datagram to itself."""
# stopped by: seccomp, namespaces
import socket


def attack():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        one.sendto(b"inputs", one.getsockname())
        return f"done: {one.recv(10)}"
