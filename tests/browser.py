"""A real browser for tests of pages: headless Chromium on a page that a local server hands out."""

import functools
import http.server
import json
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from html import unescape

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--enable-logging=stderr",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip

# The page in a frame of a given width, and what a script beside it can see: the page itself needs none.
_FRAME = """<!DOCTYPE html><title>frame</title>
<iframe src="{page}" style="width: {width}px; height: 900px; border: 0"></iframe>
<script>
addEventListener("load", () => {{
  const inside = document.querySelector("iframe").contentWindow, page = inside.document;
  if ({opened}) page.querySelectorAll("details").forEach(each => each.open = true);
  const facts = {{
    width: inside.innerWidth, needed: page.documentElement.scrollWidth,
    scrollers: [...page.querySelectorAll(".scroll")].map(each => ({{
      name: each.getAttribute("aria-label"), reachable: each.tabIndex === 0, right: each.getBoundingClientRect().right,
      needed: each.scrollWidth, shown: each.clientWidth}})),
    fetched: inside.performance.getEntriesByType("resource").map(each => each.name),
    opened: inside.performance.getEntriesByType("navigation")[0].domComplete,
    scripts: page.scripts.length,
  }};
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(facts);
}});
</script>"""


@contextmanager
def served(folder):
    """(address of the folder, list of the paths asked for) while a server on this machine hands it out."""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def facts(page, width, opened=False):
    """What a browser makes of a page (a file) in a window of this width, and what its console said."""
    frame = page.with_name("frame.html")
    frame.write_text(_FRAME.format(page=page.name, width=width, opened=json.dumps(opened)))
    with served(page.parent) as (address, asked):
        result = _run("--virtual-time-budget=10000", "--dump-dom", f"{address}/{frame.name}")
    frame.unlink()
    found = json.loads(unescape(re.search(r"<pre>(.*)</pre>", result.stdout, re.DOTALL)[1]))
    return found | {"console": console(result.stderr), "asked": asked}


def screenshot(page, picture, width, height, dark=False):
    """A PNG of the page as it opens from a disk; what its console said."""
    colours = ["--blink-settings=preferredColorScheme=0"] if dark else []
    result = _run(*colours, f"--window-size={width},{height}", f"--screenshot={picture}", page.as_uri())
    return console(result.stderr)


def console(log):
    """The lines that a page's console got."""
    return [line for line in log.splitlines() if "CONSOLE" in line]


def _run(*arguments):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
