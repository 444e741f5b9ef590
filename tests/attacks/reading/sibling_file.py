"""Opens the notebook of the student who is graded next."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import json


def attack():
    cells = json.load(open("@CLASS@/reading-sibling_file-then/01_linear.ipynb"))["cells"]
    return "".join(cells[-1]["source"])
