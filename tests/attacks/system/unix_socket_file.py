"""Binds a unix socket in the folder of reports, which leaves a file there."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os
import socket


def attack():
    connection = socket.socket(socket.AF_UNIX)
    os.chdir("@OUT@")  # a socket's path may be 108 bytes long at most
    connection.bind("@MARK@")
    return "done: a socket's file"
