"""How a jailed interpreter is started: its environment, its command line, and what bubblewrap lets it see."""

import contextlib
import os
import sys
from pathlib import Path

import numpy as np

import bpgrade
import bpkit

# One thread: a zygote with OpenBLAS threads must not fork, and a worker could not start any.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}


def _folders():
    """Where the jailed interpreter finds numpy, bpkit and bpgrade: three parents, nothing else."""
    return [str(Path(module.__file__).resolve().parent.parent) for module in (np, bpkit, bpgrade)]


def command(module, *arguments):
    """The command line of an isolated interpreter that calls main(*arguments) of a module of ours."""
    script = f"import sys; sys.path[:0] = {_folders()!r}; import {module} as m; m.main(*map(int, sys.argv[1:]))"
    return [os.path.realpath(sys.executable), "-I", "-S", "-c", script, *map(str, arguments)]


def bubblewrap(program):
    """The command line of bubblewrap, with a read-only view of Python, numpy, bpkit and the wall's own code."""
    kit = Path(bpgrade.__file__).resolve().parent
    numpy_folder = Path(np.__file__).resolve().parent
    wanted = [Path(sys.base_prefix).resolve(), Path("/usr"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache")]
    wanted += [numpy_folder, numpy_folder.with_name("numpy.libs"), Path(bpkit.__file__).resolve().parent]
    wanted += [kit / "__init__.py", kit / "wall"]
    binds = [part for path in wanted if path.exists() for part in ("--ro-bind", str(path), str(path))]
    walls = ["--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"]
    # bound to the thread that starts it: a wall is never built in a thread that ends before its grader
    walls += ["--new-session", "--die-with-parent"]
    # the tmpfs comes first: what is to be seen may itself lie below /tmp
    return [program, *walls, "--dev", "/dev", "--tmpfs", "/tmp", *binds, "--chdir", "/", "--"]


def prefer_as_oom_victim(pid):
    """Should memory run out, let the kernel end this process and its children before anything else."""
    with contextlib.suppress(OSError):  # already gone: the start-up reports that
        Path(f"/proc/{pid}/oom_score_adj").write_text("1000")
