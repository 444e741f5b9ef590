"""Ends the process by abort, leaving a core file where it can."""
# stopped by: process split, limits
import os
import resource


def attack():
    try:
        resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2)
    finally:
        os.abort()
