"""The autograder for Gradescope: `build` makes the zip that an instructor uploads, `run` is what it does there."""
