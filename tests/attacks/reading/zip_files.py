"""Hands the sibling's notebook to the zip and tar readers, and to zipimport, whose errors might quote it."""
# stopped by: seccomp, landlock, namespaces
import tarfile
import zipfile
import zipimport


def attack():
    path, errors = "@CLASS@/0-weak-then/01_linear.ipynb", []
    for way in (zipfile.ZipFile, tarfile.open, zipimport.zipimporter):
        try:
            return str(way(path))
        except Exception as error:
            errors.append(error)
    if "@HOME@" in str(errors):
        return str(errors)
    raise errors[0]
