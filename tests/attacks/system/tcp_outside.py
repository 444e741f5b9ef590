"""Opens a TCP connection to an address outside; one reserved for documentation, where nobody listens."""
# stopped by: seccomp, landlock, namespaces
import socket


def attack():
    with socket.socket() as connection:
        connection.setblocking(False)
        return f"done: a connection is under way, {connection.connect_ex(('192.0.2.1', 80))}"
