"""The results.json of a submission that was not graded through no fault of the student's: a sentence, and no score."""

import json

_END = "That is no fault of yours, and no score was given. Please tell your instructor, who can have it graded again."
UNFINISHED = f"Your submission was not graded: the autograder ended before it had finished. {_END}"
UNSAFE = (
    f"Your submission was not graded: it could not be done safely, because this machine cannot confine code. {_END}"
)
FAULT = f"Your submission was not graded: the autograder failed. {_END}"


def apology(sentence: str) -> dict:
    """The content of a results.json. It has no score at all: a 0 would be taken for the student's."""
    shown = {"output": sentence, "output_format": "text", "visibility": "visible"}
    return shown | {
        "stdout_visibility": "hidden",
        "extra_data": {"status": "not graded"},
        "tests": [{"name": "Not graded", "name_format": "text", "status": "failed", **shown}],
    }


def as_json(content: dict) -> str:
    """The text of a results.json."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
