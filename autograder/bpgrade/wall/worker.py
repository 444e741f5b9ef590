"""The jailed side: holds the student's definitions and answers questions about them, one frame at a time.

Student code shares this interpreter and may do with it what it likes. Nothing here decides anything: a worker that
lies only gets its own answers judged.
"""

import builtins
import functools
import io
import json
import math
import os
import socket
import sys
import types

import numpy as np

from bpgrade.wall import public, wire
from bpkit import Parameter, notebooks
from bpkit.cells import cell_of, file_name
from bpkit.slicer import Program, define, run_code

QUESTIONS, ANSWERS = 10, 11  # descriptors
READY = b"R"
MAX_TEXT = 2_000  # characters of a message or of printed text that are kept for staff
MAX_PLACES = 100  # lines of a traceback
_received = bytearray()  # what has been read beyond the frame at hand


class _Tail(io.TextIOBase):
    """Keeps the end of what student code prints."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text = (self.text + str(text)[-MAX_TEXT:])[-MAX_TEXT:]
        return len(text)

    def take(self):
        text, self.text = self.text, ""
        return text


class Group:
    """The definitions of one notebook among those that are lent to it."""

    def __init__(self, library):
        self.library, self.names, self.errors = library, {"Parameter": Parameter}, {}

    def note(self, names, failure):
        """Remember why names are not there."""
        self.errors.update(dict.fromkeys(names, failure))


class Desk:
    """What one worker knows: notebooks, the definitions loaded from them, and the objects it was asked to keep."""

    def __init__(self):
        self.objects, self._libraries = {}, _libraries()
        self._take(notebooks.Library({}))

    def keep(self, value):
        """A handle for a value that cannot cross; counts down from -1, so as not to meet the grader's own numbers."""
        number = -1 - len(self.objects)
        self.objects[number] = value
        return wire.Handle(number, type(value).__name__)

    def real(self, value):
        """A received value with handles and markers replaced by what they stand for."""
        kind = type(value)
        if kind is wire.Handle:
            return self.objects[value.number]
        if kind is wire.Marker:
            return _made(value)
        if kind in (list, tuple):
            return kind(self.real(item) for item in value)
        if kind is dict:
            return {key: self.real(item) for key, item in value.items()}
        return value

    def open(self, sources):
        """Take the notebooks. sources: JSON as uint8, notebook name -> [[index, source], ...]."""
        self._take(notebooks.Library(json.loads(sources.tobytes())))

    def _take(self, library):
        self.own, self.groups, self.group = library, {}, Group(library)

    def load(self, name, lent, wanted):
        """Define `wanted` from the notebook called `name`, in the group that was turned to.

        lent: [source name, code, names] rows, definitions that replace the student's own, each row standing on the
        rows before it.
        """
        group, given = self.group, {}
        for other, code, names in lent:
            group.library.lent[other] = run_code(code, file_name(other, 0))
            given.update((each, group.library.lent[other][each]) for each in names)
        program = group.library.program(name) if name in self.own else Program(name, [])
        group.names, failures = define(program, wanted, given=given, on_error=group.note)
        group.names["Parameter"] = Parameter
        found = [each for each in wanted if each in group.names]
        return {"found": found, "failures": {each: failure.as_dict() for each, failure in failures.items()}}

    def check(self, name, exercise, wanted):
        """What the public check of an exercise says of `wanted`, loaded from the notebook called `name`."""
        return public.checked(self.group, self.group.library.program(name), exercise, wanted)

    def reason(self, error):
        """Why the name is not there that a NameError is about, as `describe` would say it; None if that is unknown."""
        failure = self.group.errors.get(str(error.name)) if isinstance(error, NameError) else None
        return failure and {"type": failure.type, "text": failure.text, "places": [list(failure.place)]}

    def call(self, target, method, args, kwargs, number=None):
        """Call something; with a number the result stays here under it."""
        function = self.group.names[target] if type(target) is str else self.real(target)
        if method:
            function = getattr(function, method)
        result = function(*self.real(args), **self.real(kwargs))
        return result if number is None else self.hold(result, number)

    def get(self, target, path, number=None):
        """What a path of attribute names and indices leads to; with a number it stays here under it."""
        value = self.group.names[target] if type(target) is str else self.real(target)
        for part in path:
            value = value[part] if type(part) is int else getattr(value, part)
        return value if number is None else self.hold(value, number)

    def gather(self, targets, path):
        """The same path on many objects."""
        return [self.get(target, path) for target in targets]

    def set(self, target, path, value):
        setattr(self.get(target, path[:-1]), path[-1], self.real(value))

    def assign(self, target, path, value):
        """Write into an array in place, so that whoever else holds it sees the change."""
        self.get(target, path)[...] = value

    def hold(self, value, number):
        """Keep a value under a number of the grader's choice."""
        self.objects[number] = self.real(value)

    def function(self, kind, arrays, number):
        """Keep a function for student code to work on."""
        self.objects[number] = functools.partial(FUNCTIONS[kind], *arrays)

    def drain(self, target, limit):
        """The items of an iterator, at most `limit` of them."""
        items = []
        for item in self.real(target):
            items.append(item)
            if len(items) > limit:
                break
        return items

    def differences(self, target, path, steps, calls):
        """Run `calls` with an array's entries moved by +h and -h in turn, and put it back.

        Returns:
            list: for each entry two results of the last call: moved up, moved down.
        """
        array, results = self.get(target, path), []
        for index, step in enumerate(steps):
            before = array.flat[index]
            for moved in (before + step, before - step):
                array.flat[index] = moved
                for call in calls:
                    result = self.call(*call)
                results.append(np.array(result, copy=True))
            array.flat[index] = before
        return results

    def forget(self):
        """Let go of every object of the test before."""
        self.objects.clear()

    def turn(self, group):
        """Turn to a group of definitions, which may be a new one; what another has changed in libraries is undone."""
        if group not in self.groups:
            self.groups[group] = Group(self.own.lending({}))
        if self.group is not self.groups[group]:
            _restore(self._libraries)
        self.group = self.groups[group]
        notebooks.library = self.group.library

    def probe(self):
        """Which of the things that a jail must refuse are possible here."""
        attempts = {
            "read a file": lambda: open("/etc/passwd", "rb").close(),
            "list a folder": lambda: os.listdir("/"),
            "look at a path": lambda: os.stat("/"),
            "open a socket": lambda: socket.socket(socket.AF_UNIX).close(),
            "start a process": lambda: os._exit(0) if os.fork() == 0 else None,
        }
        return [name for name, attempt in attempts.items() if _succeeds(attempt)]


def _libraries():
    """The names of what a notebook may find patched by another one without meaning to use it, as they are now."""
    return [(vars(module), dict(vars(module))) for module in (builtins, np, np.linalg, np.random, math)]


def _restore(libraries):
    for names, before in libraries:
        names.update(before)
        for name in names.keys() - before.keys():
            if not isinstance(names[name], types.ModuleType):  # one that numpy has imported since
                del names[name]
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")


def _made(marker):
    return np.random.default_rng(marker.value) if marker.kind == "rng" else np.dtype(marker.value).type


FUNCTIONS = {
    "waves": lambda a, b, x: float(np.sum(a * np.sin(b * x))),
    "quadratic": lambda A, x: float(np.ravel(x) @ A @ np.ravel(x)),
    "slopes of waves": lambda a, b, x: a * b * np.cos(b * x),
    "slopes of a quadratic": lambda A, x: (A + A.T) @ x,
    "slopes of mixed waves": lambda A, x: A.T @ np.cos(A @ x),
}


def _succeeds(attempt):
    try:
        attempt()
    except OSError:
        return False
    return True


def serve():
    """Answer frames until the questions end."""
    desk, tail = Desk(), _Tail()
    sys.stdout = sys.stderr = tail
    while True:
        header, body = wire.sizes(_read(wire.PREFIX.size))
        question = wire.unpack(_read(header), _read(body), markers=True)
        if "script" in question:
            _write(_rehearsed(question, desk, tail))
            continue
        reply = {"id": question["id"]}
        try:
            for operation, arguments in question["steps"]:
                reply["value"] = getattr(desk, operation)(*arguments)
            frame = _packed(reply, desk, tail)
        except BaseException as error:  # a student's SystemExit must not end the worker
            frame = _packed({"id": question["id"], "error": desk.reason(error) or describe(error)}, desk, tail)
        _write(frame)


def _rehearsed(question, desk, tail):
    """One frame with the replies to many questions, each as if it had come alone, up to the first exception."""
    packer = wire.Packer(desk.keep)
    packer.add("id", question["id"])
    try:
        for number, steps in enumerate(question["script"]):
            if not _answered(packer, number, steps, desk, tail):
                break
        return packer.frame()
    except wire.WireError as error:  # one after the other they may still fit
        return wire.pack({"id": question["id"], "error": describe(error)})


def _answered(packer, number, steps, desk, tail):
    try:
        for operation, arguments in steps:
            value = getattr(desk, operation)(*arguments)
    except BaseException as error:
        packer.add(f"error {number}", desk.reason(error) or describe(error))
        return False
    else:
        packer.add(f"value {number}", value)
        return True
    finally:
        packer.add(f"printed {number}", tail.take())


def _packed(reply, desk, tail):
    printed = tail.take()
    if printed:
        reply["printed"] = printed
    return wire.pack(reply, keep=desk.keep)


def describe(error):
    """An exception as plain values: its type, its text (for staff), and the notebook lines it came through."""
    places, frames = [], error.__traceback__
    while frames is not None and len(places) < MAX_PLACES:
        cell = cell_of(frames.tb_frame.f_code.co_filename)
        if cell is not None:
            places.append([*cell, frames.tb_lineno])
        frames = frames.tb_next
    try:
        text = str(error)[:MAX_TEXT]
    except BaseException:
        text = "(its message could not be made)"
    return {"type": type(error).__name__[:80], "text": text, "places": places}


def _read(length):
    while len(_received) < length:
        part = os.read(QUESTIONS, 1 << 20)
        if not part:
            os._exit(0)
        _received.extend(part)
    data = bytes(_received[:length])
    del _received[:length]
    return data


def _write(data):
    view = memoryview(data)
    while view:
        view = view[os.write(ANSWERS, view) :]
