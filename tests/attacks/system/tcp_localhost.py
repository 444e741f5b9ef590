"""Opens a TCP connection to this machine, to a listener of its own."""
# stopped by: seccomp, landlock, namespaces
import socket


def attack():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
        return "done: a TCP connection"
