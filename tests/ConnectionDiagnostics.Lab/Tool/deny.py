"""Runs a command that the kernel denies something, as sandboxes do.

deny.py netlink COMMAND…   sockets to ask the kernel for routes and the like (seccomp: EPERM)
deny.py connect COMMAND…   every connect (seccomp: EPERM)
deny.py ports COMMAND…     TCP connects to any port but 22 and 53 (Landlock: EACCES)
"""
import ctypes
import os
import platform
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, JUMP_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, EPERM = 0x7FFF0000, 0x00050001
AF_NETLINK = 16
SOCKET, CONNECT = {"x86_64": (41, 42), "aarch64": (198, 203)}[platform.machine()]
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_ACCESS_NET_CONNECT_TCP, LANDLOCK_RULE_NET_PORT = 2, 2

library = ctypes.CDLL(None, use_errno=True)


def check(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def filter_calls(program):
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    buffer = ctypes.create_string_buffer(code)
    check(library.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, struct.pack("HxxxxxxQ", len(program), ctypes.addressof(buffer)), 0, 0))


def deny_netlink():
    filter_calls([
        (LOAD, 0, 0, 0),
        (JUMP_EQUAL, 0, 3, SOCKET),
        (LOAD, 0, 0, 16),
        (JUMP_EQUAL, 0, 1, AF_NETLINK),
        (RETURN, 0, 0, EPERM),
        (RETURN, 0, 0, ALLOW),
    ])


def deny_connect():
    filter_calls([(LOAD, 0, 0, 0), (JUMP_EQUAL, 0, 1, CONNECT), (RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW)])


def deny_ports():
    rules = check(library.syscall(LANDLOCK_CREATE_RULESET, struct.pack("QQ", 0, LANDLOCK_ACCESS_NET_CONNECT_TCP), 16, 0))
    for port in (22, 53):
        check(library.syscall(LANDLOCK_ADD_RULE, rules, LANDLOCK_RULE_NET_PORT, struct.pack("QQ", LANDLOCK_ACCESS_NET_CONNECT_TCP, port), 0))
    check(library.syscall(LANDLOCK_RESTRICT_SELF, rules, 0))


check(library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
{"netlink": deny_netlink, "connect": deny_connect, "ports": deny_ports}[sys.argv[1]]()
os.execvp(sys.argv[2], sys.argv[2:])
