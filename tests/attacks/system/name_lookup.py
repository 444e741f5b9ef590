"""Looks up names, which asks the network: a way to carry data out even where connections are refused."""
# stopped by: seccomp, landlock, namespaces
import socket


def attack():
    found, refused = [], []
    for name in (b"localhost", b"inputs.invalid"):
        try:
            found.append(str(socket.getaddrinfo(name, 80)))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
