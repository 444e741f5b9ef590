"""Code that runs in nobody's jail, or in nobody's Python: each kind changes the cells of a right notebook."""

from bpgrade.record import Status
from broken.making import code_cell, code_cells, document, edited, replaced, saved, solution, with_cells
from broken.registry import ALL, NOTEBOOK, Made, broken

LINEAR, RELU = "01_linear.ipynb", "02_relu.ipynb"
TANH = ("chain-rule-tanh",)  # what a broken numerical_gradient leaves
NOT_PYTHON = "numerical_gradient cannot be read: its code is not valid Python (SyntaxError)."
ONLY_NUMPY = (
    "Only numpy, bpkit and Python's own modules can be imported when this is graded: "
    "write it in numpy, and copy what you need from other files into the notebook."
)
RUN_ALL = "Choose Kernel > Restart Kernel and Run All Cells to see it: cells count from top to bottom."
INVISIBLE = "This line holds an invisible character, as text from web pages does: type the line anew."
LINE = "    gradient = np.zeros(x.shape)"  # of numerical_gradient


def _in_solution(old: str, new: str) -> bytes:
    """The notebook with text in the cell of numerical_gradient replaced. Raises ValueError when it is not there."""
    content = document()
    cell = solution(content)
    source = "".join(cell["source"])
    if old not in source:
        raise ValueError(f"{NOTEBOOK} no longer holds {old!r}")
    cell["source"] = source.replace(old, new)
    return saved(content)


def _in_function(*lines: str) -> bytes:
    """The notebook with more lines in numerical_gradient."""
    return _in_solution(LINE, "\n".join([*(f"    {line}" for line in lines), LINE]))


@broken("Tanh cannot be read: its code is not valid Python (SyntaxError).", earns=("relu", "sigmoid"))
def syntax_error_in_one_class(_) -> Made:
    """One colon is missing; the two classes beside it are graded."""
    return {RELU: replaced("class Tanh(Module):", "class Tanh(Module)", RELU)}


@broken(
    "numerical_gradient cannot be read: its code is not valid Python (TabError).",
    earns=TANH,
    hint="This line is indented by a tab, others are by blanks: use blanks only.",
)
def tabs_and_spaces(_) -> Made:
    """One line is indented by a tab, the others by blanks."""
    return _in_solution(LINE, LINE.replace("    ", "\t"))


@broken(earns=ALL)
def tabs_alone(_) -> Made:
    """Tabs throughout."""
    return edited(lambda source: source.replace("    ", "\t"))


@broken(earns=ALL)
def indented_cell(_) -> Made:
    """The whole cell is indented, which Jupyter runs all the same."""
    content = document()
    cell = solution(content)
    cell["source"] = "\n".join(f"    {line}" if line else "" for line in "".join(cell["source"]).split("\n"))
    return saved(content)


@broken(earns=ALL)
def cell_magics(_) -> Made:
    """%%time above the solution, %%bash and %%html cells around it."""
    content = document()
    cell = solution(content)
    cell["source"] = "%%time\n" + "".join(cell["source"])
    content["cells"][:0] = [code_cell("%%bash\nls | wc -l\nclass"), code_cell("%%html\n<b>def</b>")]
    return saved(content)


@broken(earns=ALL)
def line_magics(_) -> Made:
    """Lines for the shell and for IPython in the same cell as the imports and the solution."""
    content = document()
    cell = solution(content)
    top = "!pip install numpy\n%matplotlib inline\n%load_ext autoreload\n%autoreload 2\nfiles = !ls\nnp.dot?\n"
    cell["source"] = top + "".join(cell["source"]) + "\n%timeit numerical_gradient(np.sum, np.ones(3))\n"
    return saved(content)


@broken(earns=ALL)
def asks_before_it_starts(_) -> Made:
    """input() in a cell of its own, and a loop that never ends in another: neither is needed."""
    return with_cells("name = input('Your name: ')", "while True:\n    pass", after=["answer = input()"])


@broken("Your code raised EOFError.", earns=TANH, hint="Nobody answers input() when this is graded: take it out.")
def asks_in_a_function(_) -> Made:
    """input() inside the function."""
    return _in_function("input('ready? ')")


def _on_a_base(line: str, base: str) -> Made:
    """01_linear.ipynb whose Linear stands on a class that this line imports."""
    return {LINEAR: replaced("class Linear(Module):", f"{line}\n\nclass Linear({base}):", LINEAR)}


@broken(
    "Linear could not be defined: your code raised ModuleNotFoundError on the way.",
    status=Status.PARTIAL,
    hint=ONLY_NUMPY,
)
def file_not_handed_in(_) -> Made:
    """The solution stands on a module of the student's own."""
    return _on_a_base("from my_layers import Base", "Base, Module")


@broken("Linear could not be defined: your code raised ImportError on the way.", status=Status.PARTIAL, hint=ONLY_NUMPY)
def relative_import(_) -> Made:
    """A module beside the notebook, imported with a dot."""
    return _on_a_base("from .layers import Base", "Base, Module")


@broken(
    "Linear could not be defined: your code raised ModuleNotFoundError on the way.",
    status=Status.PARTIAL,
    hint=ONLY_NUMPY,
)
def stands_on_torch(_) -> Made:
    """The layer is torch's own."""
    return _on_a_base("import torch.nn as nn", "nn.Linear")


@broken("Linear could not be defined: your code raised NameError on the way.", status=Status.PARTIAL, hint=RUN_ALL)
def imports_at_the_end(_) -> Made:
    """The cell of the imports was moved below the class that needs them."""
    content = document(LINEAR)
    cell = code_cells(content)[0]
    content["cells"].remove(cell)
    content["cells"].append(cell)
    return {LINEAR: saved(content)}


@broken("Your code raised ModuleNotFoundError.", earns=TANH, hint=ONLY_NUMPY)
def torch_in_a_function(_) -> Made:
    """torch is imported at the top and used in the function only."""
    return _in_function("torch.zeros(3)").replace(b"import numpy as np", b"import numpy as np\\nimport torch", 1)


@broken(earns=ALL)
def torch_to_compare(_) -> Made:
    """torch is imported beside numpy, to compare with, and not used by the solution."""
    return with_cells("import torch\nimport numpy as np", after=["print(torch.nn.Linear(3, 4))"])


@broken(earns=ALL)
def pictures(_) -> Made:
    """Plots between the cells, and one in the function."""
    content = document()
    content["cells"].insert(
        0, code_cell("%matplotlib widget\nimport matplotlib.pyplot as plt\nplt.plot([1]); plt.show()")
    )
    cell = solution(content)
    cell["source"] = "".join(cell["source"]).replace(LINE, f"    plt.show()\n{LINE}")
    return saved(content)


@broken(earns=ALL)
def shows_in_a_function(_) -> Made:
    """display() and print(), left over from looking for a mistake."""
    return _in_function("display(x)", "print(x)")


@broken(NOT_PYTHON, earns=TANH, hint=INVISIBLE)
def non_breaking_spaces(_) -> Made:
    """Pasted from a web page: a line is indented by non-breaking spaces."""
    return _in_solution(LINE, LINE.replace("    ", "\u00a0" * 4))


@broken(NOT_PYTHON, earns=TANH, hint=INVISIBLE)
def zero_width_space(_) -> Made:
    """An invisible character, pasted along from a chat."""
    return _in_solution("return gradient", "return\u200b gradient")


@broken(NOT_PYTHON, earns=TANH, hint="This line holds typographic quotation marks: replace them by straight ones.")
def smart_quotes(_) -> Made:
    """Quotation marks of a word processor."""
    return _in_function("print(\u201chere\u201d)")


@broken(NOT_PYTHON, earns=TANH, hint="This is Python 2: in Python 3 print is a function, print(...).")
def python_2_print(_) -> Made:
    """print without parentheses."""
    return _in_function('print "here"')


@broken(earns=ALL)
def python_2_elsewhere(_) -> Made:
    """print without parentheses in a cell that the solution does not need."""
    return with_cells('print "hello"', after=["exec 'x = 1'"])


@broken(NOT_PYTHON, earns=TANH)
def zero_byte_in_the_solution(_) -> Made:
    """A zero byte, which Python refuses."""
    return _in_function("# \0")


@broken(earns=ALL)
def letters_of_other_scripts(_) -> Made:
    """Names in Greek and with umlauts, and an emoji."""
    lines = ("größe = x.size  # \U0001f642", "λ, η = 0.1, 'schön'")
    return _in_function(*lines)


@broken(earns=ALL)
def a_thousand_parentheses(_) -> Made:
    """An expression that exhausts the parser, in a cell of its own."""
    return with_cells("x = " + "(" * 1_000 + "1" + ")" * 1_000, after=["y = " + "-" * 50_000 + "1"])


@broken(earns=ALL)
def stops_half_way(_) -> Made:
    """Cells that raise, return, await and exit, as exploration leaves them."""
    cells = ["raise ValueError('stop here')", "return 5", "await something()", "exit()", "import os; os._exit(1)"]
    return with_cells(*cells, after=cells)


@broken(earns=ALL)
def reads_files_elsewhere(_) -> Made:
    """Data is read from the student's own disk, in cells that the solution does not need."""
    return with_cells("data = np.load('C:/Users/me/data.npy')", "open('/content/x.txt', 'w').write('x')")


@broken(
    "Your code raised PermissionError.",
    earns=TANH,
    hint="There are no files when this is graded: put what you need into the notebook.",
)
def reads_a_file_in_a_function(_) -> Made:
    """A number is read from a file that was not handed in."""
    return _in_function("step = np.load('step.npy')")
