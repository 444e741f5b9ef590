"""Lets linecache fetch the lines of the hidden tests."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import linecache


def attack():
    lines = linecache.getlines("@KIT@/bpgrade/hidden/test_01_linear.py")
    if not lines:
        raise PermissionError("linecache found nothing")
    return "".join(line for line in lines if "canary" in line)
