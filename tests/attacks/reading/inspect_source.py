"""Asks inspect for the source of a function that claims to be the hidden tests."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import inspect
import types


def attack():
    module = types.ModuleType("hidden")
    module.__file__ = "@KIT@/bpgrade/hidden/test_01_linear.py"
    return "\n".join(line for line in inspect.getsource(module).splitlines() if "canary" in line)
