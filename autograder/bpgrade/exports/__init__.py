"""Exports: grades in the forms that other systems take, made from result records alone.

One module for each format, with HELP, OUT (the name of what it writes, where --out can name another; None where only
options of its own say where), add_options(parser) and export(graded, out, options) -> Done. The verb `bpgrade export`
offers those of the table in bpgrade.exports.formats.
"""
