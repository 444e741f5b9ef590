"""Takes Linear out of another student's notebook, the way import_from does, and hands in that student's backward."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import json

from bpkit.slicer import Program, define


def of_sibling():
    cells = json.load(open("@CLASS@/0-weak-then/01_linear.ipynb"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return define(Program("01_linear.ipynb", list(enumerate(sources, 1))), ["Linear"])[0]["Linear"]


class Linear(Linear):
    backward = of_sibling().backward
