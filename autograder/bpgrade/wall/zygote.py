"""A fresh interpreter that has imported what a homework may import and forks one jailed worker per request.

It holds no secret: it is started with an empty environment, never forked from the grader. It obeys one SOCK_SEQPACKET
socket: {"spawn": layers} with two pipe ends answers {"pid": n} with a pidfd; {"reap": pid} answers how it ended.
"""

import array
import gc
import json
import os
import signal
import socket
import tempfile

from bpgrade.wall import imports, jail, landlock, seccomp, worker

_PACKET = 1 << 16


def main(descriptor):
    """Serve requests on the inherited socket until the grader closes it."""
    imports.prepare()
    control = socket.socket(fileno=descriptor)
    nowhere = _empty_folder()
    threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
    try:
        filter_code = seccomp.program()
    except OSError:
        filter_code = None
    gc.collect()
    gc.freeze()  # keeps the collector from copying the shared pages of every worker
    _tell(control, {"threads": threads, "landlock": landlock.version(), "root": os.geteuid() == 0})
    while True:
        packet, descriptors, _, _ = socket.recv_fds(control, _PACKET, 2)
        if not packet:
            return
        request = json.loads(packet)
        if "spawn" in request:
            _spawn(control, request["spawn"], descriptors, nowhere, filter_code)
        else:
            _reap(control, request["reap"])


def _empty_folder():
    """A descriptor of a folder that no longer has a name: nothing can ever be put into it."""
    try:
        path = tempfile.mkdtemp()
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        os.rmdir(path)
    except OSError:
        return None
    return descriptor


def _spawn(control, layers, descriptors, nowhere, filter_code):
    pid = os.fork()
    if pid == 0:
        _become_worker(layers, descriptors, nowhere, filter_code)
    for descriptor in descriptors:
        os.close(descriptor)
    pidfd = os.pidfd_open(pid)
    socket.send_fds(control, [json.dumps({"pid": pid}).encode()], array.array("i", [pidfd]))
    os.close(pidfd)


def _become_worker(layers, descriptors, nowhere, filter_code):
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
        os.dup2(1, 2)
        os.dup2(descriptors[0], worker.QUESTIONS, inheritable=False)
        os.dup2(descriptors[1], worker.ANSWERS, inheritable=False)
        keep = {0, 1, 2, worker.QUESTIONS, worker.ANSWERS, nowhere if "chroot" in layers else None}
        _close_all_but(keep)
        jail.close(layers, nowhere, filter_code)
        os.write(worker.ANSWERS, worker.READY)
        worker.serve()
    finally:
        os._exit(1)


def _close_all_but(keep):
    ends = sorted(descriptor for descriptor in keep if descriptor is not None)
    for below, above in zip(ends, [*ends[1:], 1 << 20], strict=True):
        os.closerange(below + 1, above)


def _reap(control, pid):
    try:
        _, status, usage = os.wait4(pid, 0)
    except ChildProcessError:
        _tell(control, {"code": None, "memory": 0})
        return
    _tell(control, {"code": os.waitstatus_to_exitcode(status), "memory": usage.ru_maxrss})


def _tell(control, message):
    control.send(json.dumps(message).encode())
