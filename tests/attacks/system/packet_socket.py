"""Opens raw sockets, to listen on the network and to send forged packets."""
# stopped by: seccomp, namespaces
import socket


def attack():
    found, refused = [], []
    for family, kind, protocol in ((17, 3, 0x0300), (2, 3, 1), (10, 3, 58)):
        try:
            found.append(str(socket.socket(family, kind, protocol)))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
