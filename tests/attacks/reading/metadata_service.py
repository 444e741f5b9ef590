"""Asks whether the machine's cloud has a metadata service; only for the first line of its answer."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import socket


def attack():
    with socket.socket() as connection:
        connection.settimeout(0.5)
        connection.connect(("169.254.169.254", 80))
        connection.sendall(b"HEAD / HTTP/1.0\r\n\r\n")
        return connection.recv(40).decode("latin-1")
