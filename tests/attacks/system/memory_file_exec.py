"""Writes a program into a file that lives in memory only, and executes that."""
# stopped by: seccomp, limits
import os
import resource


def attack():
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        pass
    descriptor = os.memfd_create("@MARK@", 0)
    os.write(descriptor, b"#!/bin/sh\n: > @HOME@/@MARK@\n")
    os.execv(f"/proc/self/fd/{descriptor}", ["@MARK@"])
