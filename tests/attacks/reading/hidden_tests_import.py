"""Imports the hidden tests as a module."""
# stopped by: imports, seccomp, landlock, namespaces


def attack():
    from bpgrade.hidden import test_01_linear

    return test_01_linear.CANARY
