"""Fetches a page of this machine by urllib."""
# stopped by: imports, seccomp, landlock, namespaces


def attack():
    import urllib.request

    return f"done: {urllib.request.urlopen('http://127.0.0.1:9/', timeout=0.3).read()}"
