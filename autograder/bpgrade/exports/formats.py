"""The formats of `bpgrade export`: name -> module. Whoever adds one writes a module and a line here."""

from bpgrade.exports import canvas, csv_file, gradescope, junit, moodle

FORMATS = {"csv": csv_file, "canvas": canvas, "moodle": moodle, "gradescope": gradescope, "junit": junit}
