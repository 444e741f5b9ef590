"""The wall from the inside: what student code can do at every level that this machine offers, and what it cannot."""

import errno
import json
import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from bpgrade.wall import build, landlock, launch, seccomp
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpgrade.wall.levels import WallError, candidates

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="jails are for Linux")

CANARY = "8c1f-hidden-from-students"
IMPORTS = (
    "import ctypes, os, resource, signal, socket, sys, threading\nimport numpy as np\nfrom bpgrade.wall import wire\n"
)
LEVELS = {"A, bubblewrap": ("A", True), "A, empty root": ("A", False), "B": ("B", False), "C": ("C", False)}


def level_called(name):
    """The level of that name, or a skip with the reason."""
    found = {
        "bubblewrap": shutil.which("bwrap"),
        "landlock": landlock.version(),
        "root": os.geteuid() == 0,
        "seccomp": True,
    }
    for level in candidates(found):
        if (level.letter, level.bubblewrap) == LEVELS[name]:
            return level
    pytest.skip(f"this machine cannot offer level {name}: {found}")


@pytest.fixture(scope="module", params=LEVELS)
def wall(request):
    """A wall at one level; building it proves by its own probe that there is no breach."""
    try:
        seccomp.program()
    except OSError as error:
        pytest.skip(str(error))
    level = level_called(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANARY", CANARY)
        try:
            wall = build._stand_up(level)
        except WallError as error:
            if level.letter != "A" or "could still" in str(error):
                raise
            pytest.skip(str(error))
    with wall:
        yield wall


@pytest.fixture
def worker(wall):
    worker = wall.spawn()
    yield worker
    worker.close()


def run(worker, body, *arguments, seconds=10.0):
    """What `def attack(*arguments)` with this body gives in the jail."""
    source = "def attack(*arguments):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    cells = json.dumps({"own": {"a.ipynb": [[1, IMPORTS], [2, source]]}, "lent": []}).encode()
    loaded = worker.ask("load", np.frombuffer(cells, np.uint8), "a.ipynb", ["attack"], seconds=10.0)
    assert loaded == {"found": ["attack"], "failures": {}}
    return worker.ask("call", "attack", "", list(arguments), {}, seconds=seconds)


def descendants(pid):
    """Processes below a process that still run, from the kernel's own list."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it ended meanwhile
            continue
        if state != "Z":
            parents[int(path.parent.name)] = int(parent)
    below = {pid}
    for _ in range(4):
        below |= {child for child, parent in parents.items() if parent in below}
    return below - {pid}


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


def test_too_much_memory(worker):
    """an array of 100 GB is a MemoryError in the student's code, and costs the machine nothing"""
    with pytest.raises(StudentError) as caught:
        run(worker, "return np.ones(100 * 10**9 // 8)")
    assert caught.value.type == "MemoryError"


def test_an_answer_too_large(worker):
    """an answer larger than may cross is an error of the student's code, not of the wall"""
    with pytest.raises(StudentError) as caught:
        run(worker, "return np.zeros((1 << 26) // 8 + 1)")
    assert (caught.value.type, caught.value.text) == ("WireError", "the array is too large to be sent")


def test_endless_loop(worker):
    """an endless loop is stopped at its deadline, and its worker is gone"""
    started = time.monotonic()
    with pytest.raises(TimedOut):
        run(worker, "while True: pass", seconds=0.3)
    assert time.monotonic() - started < 20  # generous: it must not wait for the loop to end
    assert not worker.alive
    with pytest.raises(Crashed, match=r"^it had ended before$"):
        run(worker, "return 1")


@pytest.mark.parametrize(
    ("body", "reason", "code"),
    [
        ("os._exit(3)", "it ended itself", 3),
        ("os._exit(0)", "it ended itself", 0),
        ("ctypes.string_at(0)", "it was ended by SIGSEGV", -11),
    ],
)
def test_crashes(worker, body, reason, code):
    """a process that ends, in whatever way, is a crash with its reason: never an answer, never a pass"""
    with pytest.raises(Crashed, match=f"^{reason}$") as caught:
        run(worker, body)
    assert caught.value.code == code
    assert not worker.alive


@pytest.mark.parametrize("error", ["SystemExit(0)", "KeyboardInterrupt", "GeneratorExit", "RecursionError('deep')"])
def test_exceptions_of_every_kind(worker, error):
    """even the exceptions that usually end a process are the student's errors, with the place they came from"""
    with pytest.raises(StudentError) as caught:
        run(worker, f"raise {error}")
    assert caught.value.type == error.partition("(")[0]
    assert caught.value.places == [("a.ipynb", 2, 2)]
    assert run(worker, "return 1") == 1


FRAME = "write = lambda message: os.write(11, wire.pack(message))\n"
QUESTION = "number = sys._getframe(2).f_locals['question']['id']\n"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("os.write(11, b'\\xff' * 100)", "a frame larger than allowed"),
        ("os.write(11, bytes(100))", "a header that is not JSON"),
        ("os.write(11, wire.PREFIX.pack(2, 0) + b'[]')", "a header that is not an object"),
        (FRAME + "write({'id': 1, 'value': 10})", "an answer to another question"),
        (FRAME + "write({'id': None, 'value': 10})", "an answer to another question"),
        (FRAME + "write({'value': 10})", "an answer to another question"),
        (FRAME + QUESTION + "write({'id': float(number), 'value': 10})", "an answer to another question"),
        (FRAME + QUESTION + "write({'id': number})", "no value"),
        (FRAME + QUESTION + "write({'id': number, 'printed': 1, 'value': 1})", "printed text that is not text"),
        (FRAME + QUESTION + "write({'id': number, 'error': 'SyntaxError'})", "an error that is not one"),
        (
            FRAME + QUESTION + "write({'id': number, 'error': {'type': 'E', 'text': 'e'}})",
            "a traceback that is not one",
        ),
        (
            FRAME + QUESTION + "write({'id': number, 'value': wire.Marker('rng', 1)})",
            "a value that is not of the protocol",
        ),
    ],
)
def test_forged_replies(worker, body, reason):
    """bytes that are not the answer to this very question end the worker: a forged result is worth nothing"""
    with pytest.raises(Crashed, match=f"^its reply was not one: {reason}$"):
        run(worker, body)
    assert not worker.alive


def test_a_second_reply(worker):
    """a reply left in the pipe for the next question is not taken for its answer"""
    assert run(worker, FRAME + QUESTION + "write({'id': number, 'value': 'first'})") == "first"
    with pytest.raises(Crashed, match=r"^its reply was not one: an answer (to another|before the) question$"):
        worker.ask("probe", seconds=10.0)


def test_a_reply_that_stops_halfway(worker):
    """half a reply is waited for until the deadline and no longer"""
    with pytest.raises(TimedOut):
        run(worker, "os.write(11, wire.PREFIX.pack(100, 0) + b'{')\nwhile True: pass", seconds=0.3)


@pytest.mark.parametrize(
    "body", ["os.close(11)", "os.close(10)\nos.close(11)\nwhile True: pass", "os.close(10)\nos._exit(0)"]
)
def test_a_closed_pipe(worker, body):
    """a worker that closes its pipe is a crash at once, not a wait for the deadline"""
    with pytest.raises(Crashed):
        run(worker, body, seconds=60.0)


def test_printed_text(worker):
    """what student code prints is kept for staff, its end at least, and never fills the memory"""
    assert run(worker, "print('x' * 10**6)\nprint('end', file=sys.stderr)") is None
    assert worker.printed.endswith("x\nend\n")
    assert len(worker.printed) <= 2000


def test_nothing_is_left_over(wall):
    """50 workers, some of them ended by force, leave neither a process nor a descriptor behind"""
    family, descriptors = descendants(wall.process.pid), len(os.listdir("/proc/self/fd"))
    one = wall.spawn()
    assert len(descendants(wall.process.pid) - family) == 1
    one.close()
    for number in range(50):
        worker = wall.spawn()
        if number % 5 == 0:
            with pytest.raises(Crashed):
                run(worker, "os._exit(1)")
        worker.close()
        assert worker.close() is None
    assert descendants(wall.process.pid) == family
    assert len(os.listdir("/proc/self/fd")) == descriptors


def test_workers_share_nothing(wall):
    """what one worker does to its interpreter is not there in the next"""
    first, second = wall.spawn(), wall.spawn()
    try:
        run(first, "np.allclose = lambda *_: True\nsys.modules['numpy'].secret = 1\nopen = None")
        assert run(second, "return np.allclose(1, 2), hasattr(np, 'secret')") == (False, False)
    finally:
        first.close()
        second.close()
