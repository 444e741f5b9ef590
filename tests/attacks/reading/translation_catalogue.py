"""Lets gettext and the time zone code open the home file."""
# stopped by: seccomp, landlock, namespaces
import gettext
import os
import time


def attack():
    os.environ["TZ"] = ":@HOME@/notes.txt"
    time.tzset()
    if "canary" in str(time.tzname):
        return str(time.tzname)
    return str(gettext.GNUTranslations(open("@HOME@/notes.txt", "rb")).info())
