"""A clone of backprop-kit is a working nbgrader course: its rooms, under nbgrader's names for them."""

c = get_config()  # noqa: F821  nbgrader defines it

c.CourseDirectory.course_id = "backprop-kit"
c.CourseDirectory.source_directory = "solution"
c.CourseDirectory.release_directory = "assignment"
# assignment/ is made from solution/ and comes with a clone, the gradebook does not: nbgrader would skip what is there
c.GenerateAssignment.force = True
# nbgrader copies whatever lies beside the notebooks to the students: not what tools leave behind
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.pyc", ".*_cache", "gradebook.db"]
# nor, beside what students hand in, pages whose scripts would run on the server of whoever opens them in formgrader
c.CourseDirectory.ignore += ["*.html", "*.htm", "*.xhtml", "*.svg", "*.xml"]

# nbgrader autograde without a kernel: student code runs behind bpgrade's wall, see docs/nbgrader.md
c.Autograde.exporter_class = "bpgrade.nbgrader_plugin.SubmittedNotebooks"
c.Autograde.autograde_preprocessors = [
    "bpgrade.nbgrader_plugin.InjectResults",
    "nbgrader.preprocessors.SaveAutoGrades",
    "bpgrade.nbgrader_plugin.SaveResults",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# formgrader and feedback would run a script in a student's text
c.HTMLExporter.filters = {"markdown2html": "bpgrade.nbgrader_plugin.safe_markdown"}
# nbgrader export says who waits for a person, too
c.ExportApp.plugin_class = "bpgrade.nbgrader_plugin.GradesCsv"
# nbgrader zip_collect takes what Canvas and Moodle let you download
c.ZipCollectApp.collector_plugin = "bpgrade.nbgrader_plugin.Collector"
