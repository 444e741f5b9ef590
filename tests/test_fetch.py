"""Downloading CIFAR-10, against a real HTTP server on this machine that misbehaves on request."""

import hashlib
import os
import resource
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from bpkit.data.dataset import DataError
from bpkit.data.fetch import ARCHIVES, DownloadError, fetch, main

NAME, _ = ARCHIVES["bin"]
BODY = np.random.default_rng(0).bytes(600_000)
MD5 = hashlib.md5(BODY).hexdigest()


class Server(ThreadingHTTPServer):
    """Serves one body; `ranges` and `drop_after` are set by a test, `requests` is what it looks at."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.body, self.ranges, self.drop_after, self.requests = BODY, True, None, []
        self.url = f"http://127.0.0.1:{self.server_port}/~kriz/"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server, start = self.server, 0
        wanted = self.headers.get("Range")
        server.requests.append((self.path, wanted))
        if self.path != f"/~kriz/{NAME}":
            self.send_error(404)
            return
        if wanted and server.ranges:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(server.body):
                self.send_error(416)
                return
        self.send_response(206 if wanted and server.ranges else 200)
        if wanted and server.ranges:
            self.send_header("Content-Range", f"bytes {start}-{len(server.body) - 1}/{len(server.body)}")
        self.send_header("Content-Length", str(len(server.body) - start))
        self.end_headers()
        self.wfile.write(server.body[start : server.drop_after])

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def drop_half_way(server, root):
    server.drop_after = len(BODY) // 2
    with pytest.raises(DownloadError) as caught:
        fetch(root, url=server.url, md5=MD5)
    server.drop_after = None
    return str(caught.value)


def test_archive_arrives_whole(tmp_path, server):
    """The archive lands under its name in a folder that is made for it, and nothing else remains."""
    archive = fetch(tmp_path / "new" / "data", url=server.url, md5=MD5)

    assert archive.read_bytes() == BODY
    assert [path.name for path in archive.parent.iterdir()] == [NAME]


def test_present_archive_is_not_fetched_again(tmp_path, server):
    """A second call checks the MD5 and asks the server for nothing."""
    fetch(tmp_path, url=server.url, md5=MD5)

    fetch(tmp_path, url=server.url, md5=MD5)

    assert len(server.requests) == 1


def test_dropped_connection_is_resumed(tmp_path, server):
    """After half a download the next call asks for the rest only, and the whole is right."""
    message = drop_half_way(server, tmp_path)
    arrived = (tmp_path / f"{NAME}.part").stat().st_size

    archive = fetch(tmp_path, url=server.url, md5=MD5)

    assert message == (
        f"The connection to {server.url}{NAME} failed; check the network, then run the same command again: "
        "it goes on where it stopped."
    )
    assert 0 < arrived <= len(BODY) // 2
    assert server.requests[-1][1] == f"bytes={arrived}-"
    assert archive.read_bytes() == BODY
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_server_without_range_support(tmp_path, server):
    """A server that sends everything again does not get it appended to the first half."""
    drop_half_way(server, tmp_path)
    server.ranges = False

    archive = fetch(tmp_path, url=server.url, md5=MD5)

    assert server.requests[-1][1] is not None
    assert archive.read_bytes() == BODY


def test_complete_part_file(tmp_path, server):
    """A download stopped after its last byte (the server answers 416) is finished without a byte."""
    (tmp_path / f"{NAME}.part").write_bytes(BODY)

    assert fetch(tmp_path, url=server.url, md5=MD5).read_bytes() == BODY


@pytest.mark.parametrize("left", [b"", b"garbage", BODY[:-1] + b"?", BODY + b"more"])
def test_wrong_contents_leave_no_trap(tmp_path, server, left):
    """Wrong contents are deleted, be they the server's or an old .part file's: the next call succeeds."""
    (tmp_path / f"{NAME}.part").write_bytes(left)
    if not left:
        server.body = b"an error page"

    with pytest.raises(DownloadError) as caught:
        fetch(tmp_path, url=server.url, md5=MD5)
    server.body = BODY

    assert str(caught.value) == (
        f"What {server.url}{NAME} sent is not the official archive (wrong MD5), so it was deleted: "
        "try again, or another mirror with --url."
    )
    assert list(tmp_path.iterdir()) == []
    assert fetch(tmp_path, url=server.url, md5=MD5).read_bytes() == BODY


def test_damaged_archive_survives_a_failed_repair(tmp_path, server):
    """An archive of that name with another content is replaced only by a right one."""
    (tmp_path / NAME).write_bytes(b"older")

    drop_half_way(server, tmp_path)
    assert (tmp_path / NAME).read_bytes() == b"older"
    fetch(tmp_path, url=server.url, md5=MD5)

    assert (tmp_path / NAME).read_bytes() == BODY


def test_nobody_listens(tmp_path, server):
    """No server: one sentence, a DataError like all others, and no empty file."""
    url = "http://127.0.0.1:1/"

    with pytest.raises(DataError, match=rf"^The connection to {url}{NAME} failed; check the network"):
        fetch(tmp_path, url=url)
    assert list(tmp_path.iterdir()) == []


def test_wrong_address(tmp_path, server):
    """A mirror without the archive: its status, and what to check."""
    url = server.url + "elsewhere"

    with pytest.raises(DownloadError) as caught:
        fetch(tmp_path, url=url)
    assert str(caught.value) == f"{url}/{NAME} is not there (HTTP status 404): check --url, or try later."


def test_folder_that_cannot_be_written(tmp_path, server):
    """A file where the folder should be: one sentence that names it."""
    root = tmp_path / "file"
    root.write_text("")

    with pytest.raises(DownloadError) as caught:
        fetch(root, url=server.url, md5=MD5)
    assert str(caught.value) == f"{root} cannot be written to: choose another folder with --root."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission(tmp_path, server):
    """A read-only folder: the same sentence, whether the data or its parent is meant."""
    tmp_path.chmod(0o500)

    for root in (tmp_path, tmp_path / "data"):
        with pytest.raises(DownloadError, match=r"cannot be written to: choose another folder with --root\.$"):
            fetch(root, url=server.url, md5=MD5)


def run(*arguments, **options):
    command = [sys.executable, "-W", "error", "-m", "bpkit.data.fetch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, **options)


def test_no_room(tmp_path, server):
    """A full disk (here: a limit on file size) is one sentence; what arrived is kept for the next call."""
    limit = 200_000
    result = run(
        "--root", tmp_path, "--url", server.url,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip

    assert result.returncode == 1
    assert result.stderr == (
        f"There is no room left in {tmp_path}; make some, then run the same command again: "
        "it goes on where it stopped.\n"
    )
    assert (tmp_path / f"{NAME}.part").stat().st_size == limit
    assert fetch(tmp_path, url=server.url, md5=MD5).read_bytes() == BODY


def test_command_reports_in_one_line(tmp_path, server):
    """The module as a command: exit status 1 and one line on standard error when the contents are wrong."""
    result = run("--root", tmp_path, "--url", server.url)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "(wrong MD5)" in result.stderr


def test_command_succeeds(tmp_path, server, monkeypatch, capsys):
    """Exit status 0 and where the archive is; the layout chooses the archive."""
    monkeypatch.setitem(ARCHIVES, "bin", (NAME, MD5))

    status = main(["--root", str(tmp_path), "--url", server.url, "--layout", "bin"])

    assert status == 0
    assert capsys.readouterr().out == f"{tmp_path / NAME} is there and its MD5 is right.\n"


def test_bad_usage(tmp_path):
    """An unknown layout is bad usage: exit status 2."""
    result = run("--layout", "zip", cwd=tmp_path)

    assert result.returncode == 2
    assert "invalid choice: 'zip'" in result.stderr
