"""The formats of `bpgrade export`: name -> module. Whoever adds one writes a module and a line here."""

from bpgrade.exports import canvas, csv_file, gradescope, junit, moodle, nbgrader_gradebook

FORMATS = {
    "csv": csv_file,
    "canvas": canvas,
    "moodle": moodle,
    "gradescope": gradescope,
    "nbgrader": nbgrader_gradebook,
    "junit": junit,
}
