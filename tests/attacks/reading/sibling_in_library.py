"""Looks into the library of notebooks that import_from takes from: whose notebooks lie there?"""
# stopped by: process split
from bpkit import notebooks


def attack():
    texts = [source for cells in vars(notebooks.library).get("notebooks", {}).values() for _, source in cells]
    needle = "-yranac"[::-1]
    return "\n".join(line for text in texts for line in text.splitlines() if needle in line and "NEEDLE" not in line)
