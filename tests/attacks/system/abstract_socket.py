"""Listens on an abstract unix socket, which needs no file, and talks to itself over it."""
# stopped by: seccomp, namespaces
import socket


def attack():
    server, client = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    server.bind("\0@MARK@")
    server.listen()
    client.connect("\0@MARK@")
    return "done: an abstract socket"
