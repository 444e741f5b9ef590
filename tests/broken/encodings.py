"""A notebook's bytes: other encodings, other line ends, no bytes at all."""

import codecs
import json
import random

from broken.making import code_cell, document, place_of_solution, right, saved, solution
from broken.registry import ALL, Made, broken

AGAIN = "open it in JupyterLab, save it and hand it in again."
EMPTY = "00_chain_rule.ipynb is an empty file: hand in the notebook you worked in."
NOT_UTF_8 = "00_chain_rule.ipynb is not text in UTF-8, as a notebook is"


@broken(earns=ALL)
def byte_order_mark(_) -> Made:
    """UTF-8 with the mark that Windows editors put in front."""
    return codecs.BOM_UTF8 + right()


@broken("00_chain_rule.ipynb is encoded as UTF-16: save it as UTF-8 next time.", earns=ALL)
def utf_16(_) -> Made:
    """UTF-16 with a mark, as PowerShell's > writes it."""
    return right().decode().encode("utf-16")


@broken("00_chain_rule.ipynb is encoded as UTF-16: save it as UTF-8 next time.", earns=ALL)
def utf_16_without_mark(_) -> Made:
    """UTF-16, big end first, without a mark."""
    return right().decode().encode("utf-16-be")


@broken("00_chain_rule.ipynb is encoded as UTF-32: save it as UTF-8 next time.", earns=ALL)
def utf_32(_) -> Made:
    """Four bytes for each character."""
    return right().decode().encode("utf-32")


@broken("00_chain_rule.ipynb is encoded as UTF-16: save it as UTF-8 and hand it in again.")
def utf_16_cut_off(_) -> Made:
    """UTF-16 that ends in the middle of a character."""
    return right().decode().encode("utf-16")[:1001]


@broken(f"{NOT_UTF_8}: some letters may have been read wrongly.", earns=ALL)
def windows_1252(_) -> Made:
    """Saved by an editor in the code page of Western Windows."""
    content = document()
    content["cells"].append(code_cell("# Rückwärts durchs Netz: das ist die Lösung"))
    return saved(content).decode().encode("cp1252", "replace")


@broken(f"{NOT_UTF_8}: some letters may have been read wrongly.", earns=ALL)
def one_damaged_byte(_) -> Made:
    """A byte flipped on its way."""
    content = document()
    content["cells"].append(code_cell("# caf?"))
    return saved(content).replace(b"caf?", b"caf\xff")


@broken(f"{NOT_UTF_8}: {AGAIN}")
def noise(_) -> Made:
    """Bytes without meaning."""
    return b"{" + random.Random(0).randbytes(10_000)


@broken(EMPTY)
def empty_file(_) -> Made:
    """Nothing in it."""
    return b""


@broken(EMPTY)
def white_space(_) -> Made:
    """Empty lines only."""
    return b" \r\n\t\r\n"


@broken(EMPTY)
def zero_bytes(_) -> Made:
    """What a crash of the machine leaves of a file that was being saved."""
    return bytes(50_000)


@broken(EMPTY)
def mark_alone(_) -> Made:
    """A byte order mark and nothing after it."""
    return codecs.BOM_UTF8


@broken(earns=ALL)
def windows_line_ends(_) -> Made:
    """CRLF at the end of every line, in the file and in the sources."""
    content = document()
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    return saved(content).replace(b"\n", b"\r\n")


@broken(earns=ALL)
def old_mac_line_ends(_) -> Made:
    """CR at the end of every line of the sources."""
    content = document()
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r")
    return saved(content)


@broken(
    f"Code cell {place_of_solution()[1]} of 00_chain_rule.ipynb holds broken characters, which were replaced: "
    "type them anew.",
    earns=ALL,
)
def half_a_surrogate_pair(_) -> Made:
    """Half an emoji in a comment of the solution, and in the metadata."""
    content = document()
    cell = solution(content)
    cell["source"] = "# done \ud83d\n" + "".join(cell["source"])
    content["metadata"]["title"] = "\udc00"
    return json.dumps(content).encode()


@broken(earns=ALL)
def control_characters(_) -> Made:
    """Zero bytes and a terminal's commands in a cell of its own."""
    content = document()
    content["cells"].append(code_cell("print('\0\x1b[2J\x1b]0;owned\x07')"))
    return saved(content)
