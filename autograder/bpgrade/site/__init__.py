"""The students' notebooks as a static site that runs them in the browser: JupyterLite on Pyodide."""


class SiteError(Exception):
    """The site could not be made; one sentence."""
