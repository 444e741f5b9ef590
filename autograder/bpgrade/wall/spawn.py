"""Where workers come from: a zygote that forks jailed ones, or, where no wall can be had, an interpreter each."""

import contextlib
import fcntl
import json
import os
import select
import signal
import socket
import subprocess

from bpgrade.wall import launch
from bpgrade.wall.client import START_SECONDS, Worker
from bpgrade.wall.levels import WallError

END_SECONDS = 10.0
_PIPE_BYTES = 1 << 20  # what a process without privileges may ask for


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
        question_end, our_questions = _wide_pipe()
        our_answers, answer_end = _wide_pipe()
        try:
            request = json.dumps({"spawn": self.level.layers}).encode()
            socket.send_fds(self.control, [request], [question_end, answer_end])
            reply, pidfd = self._hear_with_descriptor()
        except (OSError, WallError) as error:
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
            reply = self._hear(END_SECONDS)
            while "code" not in reply:  # of a spawn that Ctrl-C had interrupted before its answer was heard
                reply = self._hear(END_SECONDS)
            return reply["code"]
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


def _wide_pipe():
    """A pipe that takes all questions of a test at once, where the system has room for it."""
    ends = os.pipe()
    with contextlib.suppress(OSError):
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return ends


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
