"""The trusted side of the wall: starts the zygote, asks workers questions with deadlines, kills those that overrun."""

import contextlib
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import time

from bpgrade.wall import launch, wire, worker
from bpgrade.wall.levels import WallError

START_SECONDS = 60.0  # a cold disk and a busy machine; a healthy start takes a fifth of a second
END_SECONDS = 10.0
_PIPE_BYTES = 1 << 20
_SIGNALS = {each.value: each.name for each in signal.Signals}  # not all: most real-time signals have no name


class StudentError(Exception):
    """The student's code raised.

    type: the exception's name; places: the (notebook, cell, line) it came through, deepest last; text, printed: for
    staff only. All four are the student's word.
    """

    def __init__(self, error, printed=""):
        super().__init__(error["type"])
        self.type, self.places, self.text = error["type"], error["places"], error["text"]
        self.printed = printed


class TimedOut(Exception):
    """The student's code did not answer in time and was stopped."""


class Crashed(Exception):
    """The student's process ended, or spoke nonsense. code: exit code or minus the signal; reason: a few words."""

    def __init__(self, reason, code=None):
        super().__init__(reason)
        self.code = code


class Zygote:
    """One zygote process and the workers it forks. Close it, or use it as a context manager."""

    def __init__(self, level, bubblewrap=None):
        self.level = level
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = launch.command("bpgrade.wall.zygote", theirs.fileno())
        if level.bubblewrap:
            command = [*launch.bubblewrap(bubblewrap), *command]
        try:
            self.process = subprocess.Popen(
                command, env=launch.ENVIRONMENT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            self.control.close()
            raise WallError(f"the jail could not be started: {error}") from error
        finally:
            theirs.close()
        launch.prefer_as_oom_victim(self.process.pid)
        try:
            self.facts = self._hear(START_SECONDS)
        except WallError:
            self.close()
            raise
        if self.facts["threads"] != 1:
            self.close()
            raise WallError(f"the zygote has {self.facts['threads']} threads, and must not fork with more than one")

    def spawn(self):
        """A fresh jailed Worker. Raises WallError unless every layer of the level is in force."""
        question_end, our_questions = os.pipe()
        our_answers, answer_end = os.pipe()
        try:
            request = json.dumps({"spawn": self.level.layers}).encode()
            socket.send_fds(self.control, [request], [question_end, answer_end])
            reply, pidfd = self._hear_with_descriptor()
        except OSError as error:
            os.close(our_questions)
            os.close(our_answers)
            raise WallError(f"the zygote is gone: {error}") from error
        finally:
            os.close(question_end)
            os.close(answer_end)
        return Worker(our_questions, our_answers, lambda: self._end(reply["pid"], pidfd))

    def _hear_with_descriptor(self):
        self._wait_for_control(START_SECONDS)
        packet, descriptors, _, _ = socket.recv_fds(self.control, 1 << 16, 1)
        if not packet or len(descriptors) != 1:
            raise OSError("it gave no worker")
        return json.loads(packet), descriptors[0]

    def _end(self, pid, pidfd):
        with contextlib.suppress(ProcessLookupError):  # what has ended already keeps its own exit code
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        os.close(pidfd)
        try:
            self.control.send(json.dumps({"reap": pid}).encode())
            return self._hear(END_SECONDS)["code"]
        except OSError as error:
            raise WallError(f"the zygote is gone: {error}") from error

    def _hear(self, seconds):
        self._wait_for_control(seconds)
        packet = self.control.recv(1 << 16)
        if not packet:
            message = self.process.stderr.read().decode(errors="replace").strip().split("\n")[-1]
            raise WallError(f"the jail could not be started: {message or 'it ended at once'}")
        return json.loads(packet)

    def _wait_for_control(self, seconds):
        if not select.select([self.control], [], [], seconds)[0]:
            raise WallError(f"the zygote did not answer within {seconds:.0f} s")

    def close(self):
        """End the zygote; its workers die with it."""
        self.control.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Lone:
    """Level D: a fresh interpreter for each worker, where a fork is unsafe or no wall can be had. Slow, and no jail."""

    def __init__(self, level):
        self.level = level

    def spawn(self):
        """A fresh Worker, not jailed."""
        question_end, our_questions = os.pipe()
        our_answers, answer_end = os.pipe()
        process = subprocess.Popen(
            launch.command("bpgrade.wall.lone", question_end, answer_end), env=launch.ENVIRONMENT, cwd="/",
            pass_fds=[question_end, answer_end], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        os.close(question_end)
        os.close(answer_end)

        def end():
            process.kill()
            return process.wait()

        return Worker(our_questions, our_answers, end)

    def close(self):
        """Nothing outlives its worker here."""


class Worker:
    """One jailed process: ask it, and close it."""

    def __init__(self, questions, answers, end):
        self.questions, self.answers, self._end = questions, answers, end
        self.printed, self._received = "", bytearray()
        os.set_blocking(questions, False)
        os.set_blocking(answers, False)
        try:
            ready = self._read(1, time.monotonic() + START_SECONDS)
        except (TimedOut, Crashed) as error:
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
        if not self.alive:  # its descriptors may be somebody else's by now
            raise Crashed("it had ended before")
        deadline = time.monotonic() + seconds
        number = secrets.randbits(53)
        frame = wire.pack({"id": number, "steps": steps})
        try:
            if self._received:
                raise wire.WireError("an answer before the question")
            self._write(frame, deadline)
            header, body = wire.sizes(self._read(wire.PREFIX.size, deadline))
            reply = wire.unpack(self._read(header, deadline), self._read(body, deadline))
            return self._verified(reply, number)
        except wire.WireError as error:
            self.close()
            raise Crashed(f"its reply was not one: {error}") from error
        except (TimedOut, Crashed):
            self.close()
            raise

    def _verified(self, reply, number):
        if type(reply.get("id")) is not int or reply["id"] != number:
            raise wire.WireError("an answer to another question")
        if type(reply.get("printed", "")) is not str:
            raise wire.WireError("printed text that is not text")
        self.printed = (self.printed + reply.get("printed", ""))[-worker.MAX_TEXT :]
        if "error" in reply:
            raise StudentError(_checked_error(reply["error"]), self.printed)
        if "value" not in reply:
            raise wire.WireError("no value")
        return reply["value"]

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
                raise TimedOut

    def _crashed(self):
        code = self.close()
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
