"""The trusted side of the wall: asks jailed workers questions with deadlines, and kills those that overrun."""

import contextlib
import os
import secrets
import select
import signal
import time

from bpgrade.wall import wire, worker
from bpgrade.wall.levels import WallError

START_SECONDS = 60.0  # a cold disk and a busy machine; a healthy start takes a fifth of a second
_PIPE_BYTES = 1 << 20
_ANOTHER = "an answer to another question"
_SIGNALS = {each.value: each.name for each in signal.Signals}  # not all: most real-time signals have no name


class StudentError(Exception):
    """The student's code raised.

    type: the exception's name; places: the (notebook, cell, line) it came through, deepest last; text, printed: for
    staff only. All four are the student's word.
    """

    def __init__(self, error, printed=""):
        super().__init__(ascii(error["type"])[1:-1])  # whoever prints it gets no control characters
        self.type, self.places, self.text = error["type"], error["places"], error["text"]
        self.printed = printed


class TimedOut(Exception):
    """The student's code did not answer in time and was stopped. seconds: how long it had."""

    def __init__(self, seconds):
        super().__init__(f"no answer within {seconds:g} s")
        self.seconds = seconds


class Crashed(Exception):
    """The student's process ended, or spoke nonsense. code: exit code or minus the signal; reason: a few words."""

    def __init__(self, reason, code=None):
        super().__init__(reason)
        self.code = code


class Killed(Crashed):
    """Ended by SIGKILL: from outside, say by a kernel short of memory, or by us after it had closed its own pipe."""


class _Overdue(Exception):
    """A deadline has passed."""


class Worker:
    """One jailed process: ask it, and close it."""

    def __init__(self, questions, answers, end):
        self.questions, self.answers, self._end = questions, answers, end
        self.printed, self._received = "", bytearray()
        os.set_blocking(questions, False)
        os.set_blocking(answers, False)
        try:
            ready = self._read(1, time.monotonic() + START_SECONDS)
        except (_Overdue, Crashed) as error:
            self.close()
            raise WallError(f"a worker could not close its jail: {error}") from error
        if ready != worker.READY:
            self.close()
            raise WallError("a worker reported something else than a closed jail")

    @property
    def alive(self):
        """Whether it can still be asked."""
        return self._end is not None

    def ask(self, operation, *arguments, seconds):
        """The value that an operation of worker.Desk gives; see `run`."""
        return self.run([[operation, list(arguments)]], seconds)

    def run(self, steps, seconds):
        """Do steps in the jail, one after the other, in one frame.

        Args:
            steps: [operation, arguments] lists: an operation of worker.Desk, and values that can cross.
            seconds: wall-clock time that all of them together may take.
        Returns:
            The value of the last step.
        Raises:
            StudentError, TimedOut, Crashed: what became of it; after the last two the worker is dead.
        """
        with self._trusting(seconds):
            number, header, body = self._exchange(wire.pack({"steps": steps}), seconds)
            reply = wire.unpack(header, body)
            if type(reply.get("id")) is not int or reply["id"] != number:
                raise wire.WireError(_ANOTHER)
            return self._verified(reply)

    def rehearse(self, frame, seconds):
        """Do many lists of steps in one go.

        Args:
            frame: what wire.pack makes of {"script": [steps, ...]}.
            seconds: wall-clock time for all of them together.
        Returns:
            (bytes, bytes): the reply but for its number, unread: see `read`.
        Raises:
            TimedOut, Crashed: what became of it; the worker is dead then.
        """
        with self._trusting(seconds):
            number, header, body = self._exchange(frame, seconds)
            start = b'{"id": %d, ' % number
            if not header.startswith(start):
                raise wire.WireError(_ANOTHER)
            return b"{" + header[len(start) :], body

    def read(self, reply, count):
        """What became of each of `count` lists of steps, of whose reply `rehearse` gave the bytes.

        Returns:
            list: its value or a StudentError, after which there is no more.
        Raises:
            StudentError: the replies do not fit into one frame; Crashed: as `rehearse`.
        """
        with self._trusting(0):
            reply = wire.unpack(*reply)
            if "error" in reply:
                raise StudentError(_checked_error(reply["error"]), self.printed)
            answers = []
            try:
                for number in range(count):
                    answers.append(self._verified(reply, f" {number}"))
            except StudentError as error:
                answers.append(error)
            return answers

    @contextlib.contextmanager
    def _trusting(self, seconds):
        """Until it does not keep to the protocol, or to the time."""
        try:
            yield
        except wire.WireError as error:
            self.close()
            raise Crashed(f"its reply was not one: {error}") from error
        except Crashed:
            self.close()
            raise
        except _Overdue:
            self.close()
            raise TimedOut(seconds) from None

    def _exchange(self, frame, seconds):
        """The number of a question, and header and body of what came back."""
        if not self.alive:  # its descriptors may be somebody else's by now
            raise Crashed("it had ended before")
        deadline = time.monotonic() + seconds
        number = secrets.randbits(53)
        if self._received:
            raise wire.WireError("an answer before the question")
        self._write(wire.numbered(frame, number), deadline)
        header, body = wire.sizes(self._read(wire.PREFIX.size, deadline))
        return number, self._read(header, deadline), self._read(body, deadline)

    def _verified(self, reply, of=""):
        """The value in a reply; `of` says which of many. Raises StudentError."""
        printed = reply.get(f"printed{of}", "")
        if type(printed) is not str:
            raise wire.WireError("printed text that is not text")
        self.printed = (self.printed + printed)[-worker.MAX_TEXT :]
        if f"error{of}" in reply:
            raise StudentError(_checked_error(reply[f"error{of}"]), self.printed)
        if f"value{of}" not in reply:
            raise wire.WireError("no value")
        return reply[f"value{of}"]

    def _write(self, data, deadline):
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self.questions, view[:_PIPE_BYTES]) :]
            except BlockingIOError:
                self._wait(self.questions, select.POLLOUT, deadline)
            except BrokenPipeError:
                raise self._crashed() from None

    def _read(self, length, deadline):
        """The next bytes; what comes along beyond them is kept for the next call."""
        while len(self._received) < length:
            try:
                part = os.read(self.answers, _PIPE_BYTES)
            except BlockingIOError:
                self._wait(self.answers, select.POLLIN, deadline)
                continue
            if not part:
                raise self._crashed()
            self._received += part
        data = bytes(self._received[:length])
        del self._received[:length]
        return data

    def _wait(self, descriptor, event, deadline):
        poll = select.poll()
        poll.register(descriptor, event)
        while not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            if time.monotonic() >= deadline:
                raise _Overdue

    def _crashed(self):
        code = self.close()
        if code == -signal.SIGKILL:
            return Killed("it stopped answering", code)
        if code is not None and code < 0:
            return Crashed(f"it was ended by {_SIGNALS.get(-code, f'signal {-code}')}", code)
        return Crashed("it ended itself", code)

    def close(self):
        """Kill the worker for certain and reap it. Returns its exit code or minus the signal; None if closed before."""
        if self._end is None:
            return None
        end, self._end = self._end, None
        os.close(self.questions)
        os.close(self.answers)
        return end()


def _checked_error(error):
    """An error description in the form we expect, whatever the worker sent."""
    if type(error) is not dict or type(error.get("type")) is not str or type(error.get("text")) is not str:
        raise wire.WireError("an error that is not one")
    places = error.get("places")
    if type(places) is not list or len(places) > worker.MAX_PLACES:
        raise wire.WireError("a traceback that is not one")
    places = [tuple(p) for p in places if type(p) is list and [type(part) for part in p] == [str, int, int]]
    return {"type": error["type"][:80], "text": error["text"][: worker.MAX_TEXT], "places": places}
