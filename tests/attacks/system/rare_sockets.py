"""Opens sockets of families that few need: vsock, key, Bluetooth, CAN, crypto, RDS, TIPC, XDP."""
# stopped by: seccomp, namespaces
import socket


def attack():
    found, refused = [], []
    for family in (40, 15, 31, 29, 38, 21, 30, 44):
        for kind in (socket.SOCK_STREAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                found.append(str(socket.socket(family, kind)))
            except OSError as error:
                refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
