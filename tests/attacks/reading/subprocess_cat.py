"""Lets cat read the home file."""
# stopped by: seccomp, limits, namespaces
# at D: breach
import subprocess


def attack():
    return subprocess.run(["cat", "@HOME@/notes.txt"], capture_output=True, text=True, check=True).stdout
