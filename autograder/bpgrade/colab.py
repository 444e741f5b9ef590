"""The first cell of notebooks that are opened on Google Colab, where each of them starts alone on an empty machine."""

import json

_CELL = """\
# On Google Colab, run this cell first, in every notebook. Anywhere else it does nothing.
import io, os, sys, urllib.request, zipfile

if "google.colab" in sys.modules:
    from google.colab import drive

    drive.mount("/content/drive")
    os.chdir("/content/drive/MyDrive")
    if not os.path.isdir("backprop"):
        with urllib.request.urlopen(ADDRESS) as reply:
            release = io.BytesIO(reply.read())
        if not zipfile.is_zipfile(release):
            raise SystemExit("There is no zip at " + ADDRESS + ": ask your instructor for the right address.")
        zipfile.ZipFile(release).extractall("backprop.new")
        os.rename("backprop.new/backprop", "backprop")  # whole, or not at all
        os.rmdir("backprop.new")
        print("Your notebooks are in the folder backprop of your Google Drive now. Open them there, not here.")
    os.chdir("backprop")
    sys.path.insert(0, os.getcwd())
"""


def with_colab_cell(notebook: bytes, url: str) -> bytes:
    """A notebook that begins with the cell.

    It keeps the folder in the student's Google Drive: the machine is thrown away, and a notebook takes classes from
    those before it.

    Args:
        notebook: content of an .ipynb file of the release.
        url: where the students' zip is.
    Returns:
        Content of an .ipynb file.
    """
    book = json.loads(notebook)
    source = _CELL.replace("ADDRESS", json.dumps(url)).rstrip("\n")
    cell = {"cell_type": "code", "execution_count": None, "id": "colab", "metadata": {}, "outputs": []}
    book["cells"].insert(0, cell | {"source": source.splitlines(keepends=True)})
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode()
