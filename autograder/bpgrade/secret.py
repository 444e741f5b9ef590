"""The instructor's secret, from which hidden tests draw their inputs: kept, never sent, never written into a report."""

import hashlib
import os
import secrets
from pathlib import Path

import numpy as np

BYTES = 32


def default_path() -> Path:
    """Where the secret is kept unless one is named: the user's configuration folder."""
    root = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(root) / "backprop-kit" / "secret"


def load_secret(path: Path | None = None) -> bytes:
    """The secret in a file; the default one is made at its first use, readable by its owner alone.

    Raises:
        OSError: it cannot be read or made.
        ValueError: a file that is too short to be a secret.
    """
    named = path is not None
    path = Path(path) if named else default_path()
    if not named and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(BYTES).encode() + b"\n")
    secret = path.read_bytes().strip()
    if len(secret) < 16:
        raise ValueError(f"{path} holds {len(secret)} bytes; a secret needs at least 16.")
    return secret


def fingerprint(secret: bytes) -> str:
    """Tells two secrets apart without telling either."""
    return hashlib.sha256(b"fingerprint\0" + secret).hexdigest()[:16]


def generator(secret: bytes, test_id: str) -> np.random.Generator:
    """The Generator of one hidden test: the same for every submission and every rerun."""
    digest = hashlib.sha256(b"inputs\0" + secret + b"\0" + test_id.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))
