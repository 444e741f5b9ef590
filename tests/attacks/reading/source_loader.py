"""Uses the import system's loaders as a way to read any file."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
from importlib.machinery import ExtensionFileLoader, SourceFileLoader, SourcelessFileLoader


def attack():
    found, refused = [], []
    for kind in (SourceFileLoader, SourcelessFileLoader, ExtensionFileLoader):
        try:
            found.append(kind("notes", "@HOME@/notes.txt").get_data("@HOME@/notes.txt").decode())
        except (OSError, AttributeError) as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return found[0]
