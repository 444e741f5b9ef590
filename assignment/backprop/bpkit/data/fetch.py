"""Fetch an official CIFAR-10 archive: `python -m bpkit.data.fetch`. Needs pooch.

An interrupted download leaves NAME.part, and the next one goes on from there. The archive gets its name only
after its MD5 was checked; a file that fails the check is removed.
"""

import argparse
import errno
import os
import sys
from pathlib import Path

from .dataset import DataError

BASE_URL = "https://www.cs.toronto.edu/~kriz/"
ARCHIVES = {
    "bin": ("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530"),
    "py": ("cifar-10-python.tar.gz", "c58f30108f718f92721af3b95e74349a"),
}
CHUNK = 2**16
GO_ON = "then run the same command again: it goes on where it stopped"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DownloadError(DataError):
    """The archive could not be fetched; the message is one sentence that says why and what to do."""


def fetch(root="data", layout="bin", url=BASE_URL, md5=None):
    """Download an archive unless root holds it already.

    Args:
        root: folder for the archive, created when missing.
        layout: "bin" or "py", which of the two official archives.
        url: where the archives are; another address is a mirror.
        md5: expected MD5 (hex) instead of the official one.
    Returns:
        Path of the archive, its MD5 checked.
    Raises:
        DownloadError: no pooch, no connection, wrong contents, no room or no permission.
    """
    name, official_md5 = ARCHIVES[layout]
    source = url.rstrip("/") + "/" + name
    target = Path(root) / name
    try:
        import pooch
    except ImportError:
        raise DownloadError("Downloading needs pooch: install it with `python -m pip install pooch`.") from None
    pooch.get_logger().setLevel("WARNING")
    resume = _ResumableDownload(target.with_name(name + ".part"))
    try:
        pooch.retrieve(source, f"md5:{md5 or official_md5}", fname=name, path=root, downloader=resume)
    except OSError as error:
        raise DownloadError(_sentence(error, source, Path(root))) from error
    except ValueError as error:
        raise DownloadError(
            f"What {source} sent is not the official archive (wrong MD5), so it was deleted: try again, or "
            "another mirror with --url."
        ) from error
    return target


class _ResumableDownload:
    """A pooch downloader that keeps what arrived in a .part file and asks only for the rest of it."""

    def __init__(self, part):
        self.part = part

    def __call__(self, url, output_file, _pooch):
        try:
            with open(self.part, "ab") as file:
                self._append_missing(url, file)
            os.replace(self.part, output_file)
        finally:
            if self.part.exists() and self.part.stat().st_size == 0:
                self.part.unlink()

    def _append_missing(self, url, file):
        import pooch

        start, responses = file.tell(), []

        def position(response, **_):
            responses.append(response)
            # A server without Range support answers 200 and starts over, so what is there has to go.
            if start and response.status_code == 200:
                file.truncate(0)
            # 416: no byte is missing. The body is an error page, and the checksum decides about the file.
            if start and response.status_code == 416:
                raise _NothingMissing

        download = pooch.HTTPDownloader(
            progressbar=_can_show_progress(),
            chunk_size=CHUNK,
            headers={"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {}),
            hooks={"response": position},
        )
        try:
            download(url, file, None)
        except _NothingMissing:
            return
        finally:
            for response in responses:
                response.close()


class _NothingMissing(Exception):
    """The server says that the .part file has all bytes already."""


def _can_show_progress():
    try:
        import tqdm  # noqa: F401
    except ImportError:
        return False
    return sys.stderr.isatty()


def _sentence(error, source, root):
    if error.errno in NO_ROOM:
        return f"There is no room left in {root}; make some, {GO_ON}."
    # Network errors carry no errno of their own; those of the disk do, except pooch's PermissionError.
    if error.errno is not None or isinstance(error, PermissionError):
        return f"{root} cannot be written to: choose another folder with --root."
    response = getattr(error, "response", None)
    if response is not None:
        return f"{source} is not there (HTTP status {response.status_code}): check --url, or try later."
    return f"The connection to {source} failed; check the network, {GO_ON}."


def main(argv=None):
    """Command line; returns the exit status: 0 fetched, 1 could not be fetched (argparse: 2 bad usage)."""
    parser = argparse.ArgumentParser(prog="python -m bpkit.data.fetch", description="Fetch the CIFAR-10 archive.")
    parser.add_argument(
        "--url", default=BASE_URL, help="address of the folder with the archives (default: %(default)s)"
    )
    parser.add_argument("--root", default="data", help="folder to put the archive in (default: %(default)s)")
    parser.add_argument("--layout", choices=sorted(ARCHIVES), default="bin", help="bin: records, py: Python pickles")
    args = parser.parse_args(argv)
    try:
        print(f"{fetch(args.root, args.layout, args.url)} is there and its MD5 is right.")
    except DownloadError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted: run the same command again to go on from here.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
