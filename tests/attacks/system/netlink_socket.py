"""Asks the kernel for the machine's network interfaces over a netlink socket."""
# stopped by: seccomp, namespaces
import socket
import struct


def attack():
    with socket.socket(16, socket.SOCK_RAW, 0) as kernel:
        kernel.send(struct.pack("IHHII", 17, 18, 0x301, 1, 0) + b"\0")
        return f"done: {len(kernel.recv(65536))} bytes on interfaces"
