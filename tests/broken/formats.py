"""Notebooks in another format, for another language, or with the metadata of another program."""

from bpgrade.record import Status
from broken.making import (
    code_cell,
    code_cells,
    document,
    of_sources,
    saved,
    sources,
    with_metadata,
)
from broken.registry import ALL, Made, broken

AGAIN = "open it in JupyterLab, save it and hand it in again."
NO_FORMAT = f"00_chain_rule.ipynb does not say which notebook format it has (nbformat): {AGAIN}"
NO_GRADIENT = "numerical_gradient is not defined in 00_chain_rule.ipynb."
NO_STEP = "tanh_network_step is not defined in 00_chain_rule.ipynb."
PYTHON_3 = "choose a Python 3 kernel (Kernel > Change Kernel), save it and hand it in again."


def _old(version: int) -> bytes:
    """00_chain_rule.ipynb as IPython 2 or 0.12 wrote it."""
    cells = [{"cell_type": "code", "input": source, "language": "python"} for source in sources(document())]
    return saved({"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})


@broken(f"00_chain_rule.ipynb has notebook format 2, but format 4 is needed: {AGAIN}")
def format_2(_) -> Made:
    """nbformat 2."""
    return _old(2)


@broken(f"00_chain_rule.ipynb has notebook format 3, but format 4 is needed: {AGAIN}")
def format_3(_) -> Made:
    """nbformat 3."""
    return _old(3)


@broken(
    "00_chain_rule.ipynb has notebook format 99, which is newer than format 4: "
    "save it as format 4 and hand it in again."
)
def format_99(_) -> Made:
    """A format of the future."""
    return saved(document() | {"nbformat": 99})


@broken(NO_FORMAT)
def format_missing(_) -> Made:
    """Cells and metadata, but no nbformat."""
    content = document()
    del content["nbformat"]
    return saved(content)


@broken(NO_FORMAT)
def format_in_words(_) -> Made:
    """nbformat is text."""
    return saved(document() | {"nbformat": "4"})


@broken(f"00_chain_rule.ipynb has no list of cells: {AGAIN}")
def cells_by_name(_) -> Made:
    """The cells are an object instead of a list."""
    content = document()
    return saved(content | {"cells": {cell["id"]: cell for cell in content["cells"]}})


@broken(earns=ALL)
def no_metadata(_) -> Made:
    """No metadata, neither of the notebook nor of a cell."""
    content = document()
    del content["metadata"]
    for cell in content["cells"]:
        del cell["metadata"]
    return saved(content)


@broken(earns=ALL)
def metadata_of_wrong_type(_) -> Made:
    """Lists, numbers and null where objects belong."""
    content = document() | {"metadata": [1]}
    odd = [None, 7, "x", [], {"nbgrader": 3}, {"nbgrader": {"grade_id": {}, "solution": "yes"}}]
    for number, cell in enumerate(content["cells"]):
        cell["metadata"] = odd[number % len(odd)]
    return saved(content)


@broken(earns=ALL)
def kernelspec_of_wrong_type(_) -> Made:
    """The kernel is a list, the language a number."""
    return with_metadata(kernelspec=["python3"], language_info={"name": 3, "version": 2.7})


@broken(earns=ALL)
def kernel_of_another_name(_) -> Made:
    """A conda environment that nobody else has."""
    spec = {"name": "conda-env-ml-py", "display_name": "Python [conda env:ml]", "language": "python"}
    return with_metadata(kernelspec=spec, language_info={"name": "python", "version": "3.12.1"})


@broken(f"00_chain_rule.ipynb says that it is written in R, but Python 3 is needed: {PYTHON_3}", earns=ALL)
def python_under_an_r_kernel(_) -> Made:
    """Python code in a notebook that is set to R."""
    return with_metadata(kernelspec={"name": "ir", "display_name": "R", "language": "R"}, language_info={"name": "R"})


@broken(
    f"00_chain_rule.ipynb says that it is written in julia, but Python 3 is needed: {PYTHON_3}",
    NO_GRADIENT,
    NO_STEP,
    status=Status.PARTIAL,
)
def julia(_) -> Made:
    """A notebook in Julia."""
    metadata = {"kernelspec": {"name": "julia-1.10", "language": "julia"}, "language_info": {"name": "julia"}}
    return of_sources(
        "function numerical_gradient(f, x, h=1e-5)\n    zero(x)\nend",
        "tanh_network_step(W0, W1) = W0",
        metadata=metadata,
    )


@broken(f"00_chain_rule.ipynb says that it is written in Python 2, but Python 3 is needed: {PYTHON_3}", earns=ALL)
def python_2_kernel(_) -> Made:
    """A kernel from before 2020."""
    return with_metadata(
        kernelspec={"name": "python2", "language": "python"}, language_info={"name": "python", "version": "2.7.18"}
    )


@broken(earns=ALL)
def colab_export(_) -> Made:
    """Downloaded from Colab: its metadata, its forms, its shell lines, its format 4.0."""
    content = document() | {"nbformat_minor": 0}
    content["metadata"] = {
        "colab": {"provenance": [], "collapsed_sections": ["a"]}, "accelerator": "GPU",
        "kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"},
    }  # fmt: skip
    for number, cell in enumerate(content["cells"]):
        cell["metadata"] = {"id": f"aB{number}", "colab": {"base_uri": "https://localhost:8080/", "height": 35}}
        del cell["id"]
    drive = "#@title Data {display-mode: 'form'}\nfrom google.colab import drive\ndrive.mount('/content/drive')"
    content["cells"][:0] = [code_cell("!pip install -q numpy\n%cd /content"), code_cell(drive)]
    return saved(content)


@broken(earns=ALL)
def vscode_export(_) -> Made:
    """Saved by VS Code: one string for each source, its own cell metadata, a long language_info."""
    content = document()
    content["metadata"] = {
        "kernelspec": {"display_name": ".venv (3.12.3)", "language": "python", "name": "python3"},
        "language_info": {"codemirror_mode": {"name": "ipython", "version": 3}, "name": "python", "version": "3.12.3"},
        "orig_nbformat": 4, "vscode": {"interpreter": {"hash": "0" * 64}},
    }  # fmt: skip
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["metadata"]["notebookRunGroups"] = {"groupValue": "1"}
    return saved(content)


@broken(earns=ALL)
def trusted_and_executed(_) -> Made:
    """Run from top to bottom: execution counts, outputs and signatures everywhere."""
    content = document()
    for number, cell in enumerate(code_cells(content), 1):
        output = {"output_type": "stream", "name": "stdout", "text": ["<script>alert(1)</script>\n"]}
        cell.update(execution_count=number, outputs=[output], metadata=cell["metadata"] | {"trusted": True})
    return saved(content)
