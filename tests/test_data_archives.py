"""CIFAR-10 as an archive: unpacked once, only batches, all or nothing."""

import io
import tarfile

import pytest

from bpkit.data import DataError, cifar10
from cifar10_files import BATCHES, write_binary, write_python


def pack(archive, folder, extra=()):
    with tarfile.open(archive, "w:gz") as tar:
        for name, raw in extra:
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            tar.addfile(member, io.BytesIO(raw))
        tar.add(folder, folder.name)


@pytest.mark.parametrize("write", [write_binary, write_python])
def test_archive_is_unpacked_once(tmp_path, small_batches, write):
    """An archive alone is enough; afterwards its folder is used and no scratch folder remains."""
    folder = write(tmp_path / "made", small_batches)
    root = tmp_path / "root"
    root.mkdir()
    pack(root / "cifar-10-any.tar.gz", folder)

    first = cifar10(root, val_size=10)
    (root / "cifar-10-any.tar.gz").write_bytes(b"gone")

    assert cifar10(root, val_size=10).fingerprint == first.fingerprint
    assert sorted(path.name for path in root.iterdir()) == ["cifar-10-any.tar.gz", folder.name]


def test_archive_writes_only_batches(tmp_path, small_batches):
    """Members with other names, with .. in them or with an absolute path are left alone."""
    folder = write_binary(tmp_path / "made", small_batches)
    root = tmp_path / "root"
    root.mkdir()
    outside = tmp_path / "outside"
    names = ["../outside", str(outside), "cifar-10-batches-bin/../../outside", "cifar-10-batches-bin/run.sh"]
    pack(root / "cifar-10-binary.tar.gz", folder, [(name, b"planted") for name in names])

    cifar10(root, val_size=10)

    assert not outside.exists()
    assert sorted(path.name for path in (root / folder.name).iterdir()) == sorted(f"{name}.bin" for name in BATCHES)


def test_half_an_archive_leaves_nothing(tmp_path, small_batches):
    """A cut archive is one sentence, and no folder that looks like the data."""
    folder = write_binary(tmp_path / "made", small_batches)
    root = tmp_path / "root"
    root.mkdir()
    archive = root / "cifar-10-binary.tar.gz"
    pack(archive, folder)
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    with pytest.raises(DataError, match=r"cifar-10-binary\.tar\.gz is damaged or only half there: delete it"):
        cifar10(root)
    assert [path.name for path in root.iterdir()] == [archive.name]


def test_archive_of_something_else(tmp_path):
    """An archive without batches is called that."""
    (tmp_path / "notes").mkdir()
    pack(tmp_path / "cifar-10-notes.tar.gz", tmp_path / "notes")

    with pytest.raises(DataError, match=r"cifar-10-notes\.tar\.gz holds no CIFAR-10 batches"):
        cifar10(tmp_path)
