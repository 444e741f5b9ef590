"""Lets the tempfile module find a folder that it can write to, and keeps what it made."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import tempfile


def attack():
    descriptor, name = tempfile.mkstemp(prefix="@MARK@", dir="@OUT@")
    return f"{name} stays"
