"""A test asks every submission the same: its questions are kept when it has passed, and go in one frame the next time.

The test itself runs as ever; it only finds its answers there already. What it asks depends on answers, too: as soon as
a question differs from the one that was kept, the test is run anew, question by question.
"""

import pickle

from bpgrade.wall import wire


class Diverged(BaseException):
    """The test asks something else this time. No Exception: no test may take it for a student's."""


class Script:
    """The questions of a test that passed. keys: each as bytes that tell it from others; frame: all of them, packed."""

    def __init__(self, keys, steps):
        self.keys, self.frame = keys, wire.pack({"script": steps})


class Rehearsal:
    """One run of one test: notes its questions, and answers those of a known script.

    Args:
        script: the Script to follow, or None.
    """

    def __init__(self, script=None):
        self._script, self._answers, self._keys, self._steps = script, [], [], []

    def cancel(self):
        """Ask one by one."""
        self._script = None

    def answers_to(self, steps, perform):
        """[the answer] to the next question, if it has come already; [] if it has to be asked.

        Args:
            steps: the question.
            perform: callable(frame, count) -> answers to all questions of a script, up to the first exception.
        Raises:
            Diverged: the script goes on in another way.
        """
        number, key = len(self._keys), pickle.dumps(steps, protocol=5)
        self._keys.append(key)
        self._steps.append(steps)
        if self._script is None:
            return []
        as_known = self._script.keys[number : number + 1] == [key]
        if as_known and not number:
            self._answers = perform(self._script.frame, len(self._script.keys))
        if number >= len(self._answers):  # nothing else has been done in the jail: it can be asked from here on
            self.cancel()
            return []
        if not as_known:
            raise Diverged
        return [self._answers[number]]

    def script(self):
        """The Script of this run; None if it does not fit into a frame."""
        try:
            return Script(self._keys, self._steps)
        except wire.WireError:
            return None
