"""Whether this runs in a notebook's kernel, and one sentence more where a cell fails because it was run too early."""

import sys


def shell():
    """IPython's shell if this runs in a notebook's kernel, else None.

    IPython is asked only where it is loaded already: nobody else pays for its import.
    """
    ipython = sys.modules.get("IPython")
    found = ipython.get_ipython() if ipython else None
    return found if hasattr(found, "kernel") else None


def explain_missing_names():
    """From now on a cell of this kernel that fails with a NameError says below it what to do."""
    kernel_shell = shell()
    if kernel_shell and not getattr(kernel_shell, "_bpkit_explains", False):
        kernel_shell.events.register("post_run_cell", _explain)
        kernel_shell._bpkit_explains = True


def _explain(result):
    error = result.error_in_exec
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        print(
            f"{getattr(error, 'name', None) or 'A name'} is not there. If it is spelt as where it is made, that cell "
            "has not been run since the kernel started: choose Run > Run All Above Selected Cell.",
            file=sys.stderr,
        )
