"""The wall from the inside, at every level that this machine offers: what student code can do, and what it cannot."""

import errno

import numpy as np
import pytest

from bpgrade.wall import launch
from bpgrade.wall.client import Crashed, StudentError
from in_jail import CANARY, run


def test_the_probe_finds_nothing(worker):
    """the wall's own probe, run in a jail, reports no breach"""
    assert worker.ask("probe", seconds=10.0) == []


def test_it_computes(worker):
    """numpy works in the jail, BLAS, random numbers and linear algebra included"""
    a = np.random.default_rng(0).standard_normal((200, 300))
    product, solved = run(worker, "a, b = arguments\nreturn a @ b, np.linalg.solve(a @ b, np.ones(200))", a, a.T)
    np.testing.assert_allclose(product, a @ a.T, rtol=1e-12, atol=1e-10)
    np.testing.assert_allclose(a @ (a.T @ solved), 1.0, rtol=1e-8)
    drawn = run(worker, "return np.random.default_rng(3).standard_normal(4)")
    assert drawn.tolist() == np.random.default_rng(3).standard_normal(4).tolist()


@pytest.mark.parametrize(
    "attack",
    [
        "open('/etc/passwd')",
        "open('/tmp/note', 'w')",
        "open('/proc/self/environ', 'rb')",
        "open('/proc/self/mem', 'rb')",
        "open(f'/proc/{os.getppid()}/environ', 'rb')",
        "os.listdir('/')",
        "os.stat('/')",
        "os.readlink('/proc/self/exe')",
        "os.mkdir('/tmp/folder')",
        "os.chroot('/')",
        "socket.socket()",
        "socket.socketpair()",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "os.fork() or os._exit(0)",
        "os.execv(sys.executable, ['python'])",
        "os.posix_spawn(sys.executable, ['python'], {})",
        "os.kill(os.getppid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.setuid(0)",
        "os.dup(10)",
        "os.pipe()",
        "os.memfd_create('code')",
    ],
)
def test_forbidden(worker, attack):
    """files, network, processes, signals and descriptors are refused, and the worker lives on to be asked again"""
    with pytest.raises(StudentError) as caught:
        run(worker, attack)
    assert caught.value.type == "PermissionError"
    assert run(worker, "return 1") == 1


def test_no_threads(worker):
    """a thread cannot be started"""
    with pytest.raises(StudentError) as caught:
        run(worker, "threading.Thread(target=print).start()")
    assert (caught.value.type, caught.value.text) == ("RuntimeError", "can't start new thread")


def test_limits_cannot_be_raised(worker):
    """the memory limit stays what it is, for a worker that is root on the outside too"""
    with pytest.raises(StudentError) as caught:
        run(worker, "resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))")
    assert caught.value.type in ("ValueError", "PermissionError", "OSError")


def test_no_executable_memory(worker):
    """memory can neither be mapped executable nor made so afterwards"""
    body = """libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
private, size, failed = 0x22, 4096, ctypes.c_void_p(-1).value
results = [libc.mmap(None, size, 7, private, -1, 0) == failed, ctypes.get_errno()]
plain = libc.mmap(None, size, 3, private, -1, 0)
return results + [plain != failed, libc.mprotect(plain, size, 5), ctypes.get_errno()]"""
    assert run(worker, body) == [True, errno.EPERM, True, -1, errno.EPERM]


@pytest.mark.parametrize(
    "call", ["ptrace(0, 0, 0, 0)", "unshare(0)", "mount(None, None, None, 0, None)", "setns(0, 0)"]
)
def test_lethal_calls(worker, call):
    """a call that only an attack makes ends the worker, so that it can be reported by name"""
    with pytest.raises(Crashed, match=r"^it was ended by SIGSYS$"):
        run(worker, f"ctypes.CDLL(None).{call}")
    assert not worker.alive


def test_descriptors(worker):
    """the worker holds /dev/null three times and its two pipe ends, and no way to anything else"""
    body = """held = []
for number in range(1024):
    try:
        os.lseek(number, 0, os.SEEK_CUR)
    except OSError as error:
        if error.errno == 9:
            continue
    held.append(number)
return held"""
    assert run(worker, body) == [0, 1, 2, 10, 11]


def test_nothing_to_steal(worker):
    """the worker's environment and modules hold nothing of the grader: no variable of ours, no hidden test, no torch"""
    environment = run(worker, "return dict(os.environ)")
    assert CANARY not in environment.values()
    assert environment.keys() <= launch.ENVIRONMENT.keys() | {"PWD", "LC_CTYPE"}
    modules = run(worker, "return sorted(sys.modules)")
    ours = {name for name in modules if name.partition(".")[0] in ("bpgrade", "torch", "pytest")}
    assert {name for name in ours if not name.startswith("bpgrade.wall")} == {"bpgrade"}
    for name in ("bpgrade.oracle", "bpgrade.hidden", "torch", "sqlite3", "mmap"):
        with pytest.raises(StudentError) as caught:
            run(worker, f"import {name}")
        assert caught.value.type == "ModuleNotFoundError"


def test_workers_share_nothing(every_wall):
    """what one worker does to its interpreter is not there in the next"""
    first, second = every_wall.spawn(), every_wall.spawn()
    try:
        run(first, "np.allclose = lambda *_: True\nsys.modules['numpy'].secret = 1\nopen = None")
        assert run(second, "return np.allclose(1, 2), hasattr(np, 'secret')") == (False, False)
    finally:
        first.close()
        second.close()
