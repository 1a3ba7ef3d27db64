"""A tunnel between this namespace and another one: a device tun0 in each, packets held for a while in between.

tunnel.py NAMESPACE MILLISECONDS
"""
import fcntl
import heapq
import os
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000


def open_device():
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"tun0", IFF_TUN | IFF_NO_PI))
    return device


def enter(namespace):
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    with open(namespace) as there:
        if library.setns(there.fileno(), 0) != 0:
            raise OSError(ctypes.get_errno(), "setns")


delay = float(sys.argv[2]) / 1000
here = open_device()
enter(sys.argv[1])
other = {here: open_device()}
other[other[here]] = here
waiting = []
number = 0
print("ready", flush=True)
while True:
    pause = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    for device in select.select(list(other), [], [], pause)[0]:
        packet = os.read(device, 65536)
        number += 1
        heapq.heappush(waiting, (time.monotonic() + delay, number, other[device], packet))
    while waiting and waiting[0][0] <= time.monotonic():
        _, _, device, packet = heapq.heappop(waiting)
        try:
            os.write(device, packet)
        except OSError:
            pass  # The device there is not up yet.
