"""Zip archives that lie, explode, or lead outside."""

import stat
import struct
import zipfile

from broken.making import packed, patched, right, stub, zipped
from broken.registry import ALL, NOTEBOOK, Made, broken

PACK_AGAIN = "pack the notebooks into a new zip and hand that in."
OUTSIDE = f"was ignored, as its name points outside the archive: {PACK_AGAIN}"
DAMAGED = f"00_chain_rule.ipynb is damaged in its archive: {PACK_AGAIN}"


@broken(f"../../../00_chain_rule.ipynb {OUTSIDE}")
def traversal(_) -> Made:
    """A name that climbs out of the archive."""
    return zipped({f"../../../{NOTEBOOK}": right()})


@broken(f"../00_chain_rule.ipynb {OUTSIDE}", earns=ALL)
def traversal_beside_a_notebook(_) -> Made:
    """A name that climbs out, beside an honest one."""
    return zipped({f"../{NOTEBOOK}": stub(), NOTEBOOK: right()})


@broken(f"/etc/00_chain_rule.ipynb {OUTSIDE}")
def absolute(_) -> Made:
    """A name that starts at the root."""
    return zipped({f"/etc/{NOTEBOOK}": right()})


@broken(f"C:/Users/me/00_chain_rule.ipynb {OUTSIDE}")
def drive_letter(_) -> Made:
    """A name that starts with a drive."""
    return zipped({f"C:\\Users\\me\\{NOTEBOOK}": right()})


@broken(f"//server/share/00_chain_rule.ipynb {OUTSIDE}")
def network_drive(_) -> Made:
    """A name that starts with a server."""
    return zipped({f"\\\\server\\share\\{NOTEBOOK}": right()})


@broken("00_chain_rule.ipynb is a link, and links are not followed: hand in the file itself.")
def link_in_a_zip(_) -> Made:
    """A link, packed as a link."""
    link = zipfile.ZipInfo(NOTEBOOK)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped({link: b"../nothing-odd/00_chain_rule.ipynb"})


@broken(
    "02_relu.ipynb is larger than 64 MiB, the most that is read: "
    "clear its outputs (Edit > Clear Outputs of All Cells), save it and hand it in again.",
    earns=ALL,
)
def bomb(_) -> Made:
    """100 MB of zeros in 100 kB: costs its own notebook and no other."""
    return zipped({"02_relu.ipynb": bytes(100_000_000), NOTEBOOK: right()})


@broken(
    "bomb.zip was not read, because more than 128 MiB were handed in inside archives: "
    "hand in the exercise notebooks and nothing else.",
    earns=ALL,
)
def bomb_in_a_zip_in_a_zip(_) -> Made:
    """An archive that unpacks to an archive of 150 MB."""
    inner = packed({"x.ipynb": bytes(150_000_000)}, method=zipfile.ZIP_STORED)
    return {NOTEBOOK: right(), "z.zip": packed({"bomb.zip": inner})}


@broken(DAMAGED)
def lying_size(_) -> Made:
    """The headers promise five bytes."""
    return {"homework.zip": patched(packed({NOTEBOOK: right()}), NOTEBOOK.encode(), 22, 24, struct.pack("<I", 5))}


@broken(DAMAGED)
def size_too_large(_) -> Made:
    """The headers promise more than there is."""
    data = packed({NOTEBOOK: right()}, method=zipfile.ZIP_STORED)
    size = struct.pack("<II", 1_000_000, 1_000_000)
    return {"homework.zip": patched(data, NOTEBOOK.encode(), 18, 20, size)}


@broken(earns=ALL)
def ten_thousand_entries(_) -> Made:
    """As many files as are looked at, the notebook among them."""
    return zipped({f"data/{number}.npy": b"" for number in range(9_999)} | {NOTEBOOK: right()})


@broken("homework.zip has more than 10000 entries, too many to read: keep the notebooks only.")
def too_many_entries(_) -> Made:
    """One file more."""
    return zipped({f"data/{number}.npy": b"" for number in range(10_000)} | {NOTEBOOK: right()})


@broken(earns=ALL)
def zip_in_a_zip(_) -> Made:
    """A zip in a zip: both are opened."""
    return zipped({"all/inner.zip": packed({NOTEBOOK: right()})})


@broken("c.zip lies too deep in other archives and was not opened: hand in one zip of notebooks.")
def zip_in_a_zip_in_a_zip(_) -> Made:
    """One zip too many."""
    return zipped({"b.zip": packed({"c.zip": packed({NOTEBOOK: right()})})})


@broken("00_chain_rule.ipynb is protected by a password: pack the notebooks without one.")
def encrypted(_) -> Made:
    """Packed with a password."""
    return {"homework.zip": patched(packed({NOTEBOOK: right()}), NOTEBOOK.encode(), 6, 8, b"\x01")}


@broken(f"00_chain_rule.ipynb is packed with a method other than deflate: {PACK_AGAIN}")
def lzma(_) -> Made:
    """A compression that may ask for gigabytes."""
    return zipped({NOTEBOOK: right()}, method=zipfile.ZIP_LZMA)


@broken(f"00_chain_rule.ipynb is packed with a method other than deflate: {PACK_AGAIN}")
def unknown_compression(_) -> Made:
    """A method that nobody has defined."""
    return {"homework.zip": patched(packed({NOTEBOOK: right()}), NOTEBOOK.encode(), 8, 10, b"\x63\x00")}
