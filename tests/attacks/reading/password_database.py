"""Reads the system's users by the C library and by OpenSSL's own file functions, not Python's."""
# stopped by: seccomp, landlock, namespaces
import grp
import pwd
import ssl


def attack():
    found = [str(each) for each in pwd.getpwall() + grp.getgrall()]
    if not found:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations("/etc/passwd")
    return "\n".join(found)[:500]
