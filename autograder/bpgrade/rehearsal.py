"""A test asks every submission the same: its questions are kept when it has passed, and go in one frame the next time.

The test itself runs as ever; it only finds its answers there already. What it asks depends on answers, too: as soon as
a question differs from the one that was kept, the test is run anew, question by question. A test decides by its inputs
and the answers alone: where all answers are, byte for byte, those with which it has passed before, it has passed.
"""

import hashlib
import pickle
from collections import deque

from bpgrade.wall import wire

_REPLIES = 16  # kept of a test: few ways to compute a thing are common


class Diverged(BaseException):
    """The test asks something else this time. No Exception: no test may take it for a student's."""


class Script:
    """The questions of a test that passed. keys: each as bytes that tell it from others; frame: all of them, packed."""

    def __init__(self, keys, steps):
        self.keys, self.frame = keys, wire.pack({"script": steps})
        self._replies = deque(maxlen=_REPLIES)  # their digests, the latest last: a reply may be large

    def passes_with(self, reply):
        """Whether the test has passed with this very reply before."""
        digest = _digest(reply)
        known = digest in self._replies
        if known:
            self._replies.remove(digest)
            self._replies.append(digest)
        return known

    def passed_with(self, reply):
        """Remember a reply that answers every question, and with which the test has passed."""
        self._replies.append(_digest(reply))


def _digest(reply):
    header, body = reply
    digest = hashlib.sha256(b"%d " % len(header))
    digest.update(header)
    digest.update(body)
    return digest.digest()


class Rehearsal:
    """One run of one test: notes its questions, and answers those of a known script.

    Args:
        script: the Script to follow, or None.
        reply, answers: what came of all its questions, as bytes and as values, up to the first exception.
        passes: whether the test need not be run.
    """

    def __init__(self, script=None, reply=None, answers=(), passes=False):
        self._script, self._reply, self._answers, self.passes = script, reply, answers, passes
        self._keys, self._steps = [], []

    def answers_to(self, steps):
        """[the answer] to the next question, if it has come already; [] if it has to be asked.

        Raises:
            Diverged: the script goes on in another way.
        """
        number, key = len(self._keys), pickle.dumps(steps, protocol=5)
        self._keys.append(key)
        self._steps.append(steps)
        if number >= len(self._answers):  # nothing else has been done in the jail: it can be asked from here on
            return []
        if self._script.keys[number : number + 1] != [key]:
            raise Diverged
        return [self._answers[number]]

    def script(self):
        """The Script of this run; None if it does not fit into a frame."""
        try:
            return Script(self._keys, self._steps)
        except wire.WireError:
            return None

    def remember(self):
        """Note that the test has passed, if the reply was all that it depended on."""
        if self._answers and len(self._answers) == len(self._keys):
            self._script.passed_with(self._reply)
