"""A TCP listener that does one odd thing.

listener.py MODE BACKLOG ADDRESS PORT...
  accept   accepts, holds the connection, says nothing
  ignore   never accepts
  full     never accepts, and fills its own accept queue
  close    accepts and closes at once
  stopped  accepts a few connections of its own, closes them first, and listens no more: they rest in TIME_WAIT on its port
"""
import socket
import sys
import threading
import time

mode, backlog, address, ports = sys.argv[1], int(sys.argv[2]), sys.argv[3], [int(port) for port in sys.argv[4:]]
family = socket.AF_INET6 if ":" in address else socket.AF_INET
held = []


def serve(listener):
    while True:
        connection, _ = listener.accept()
        if mode == "accept":
            held.append(connection)
        else:
            connection.close()


def fill(listener, port):
    # The queue holds one more than the backlog; the connection after that hangs in SYN_SENT.
    to = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)
    for _ in range(backlog + 1):
        connection = socket.socket(family)
        connection.settimeout(3)
        connection.connect((to, port))
        held.append(connection)


def stop(listener, port):
    for _ in range(4):
        with socket.create_connection((address, port), 3) as connection:
            listener.accept()[0].close()
            connection.recv(1)
    listener.close()


for port in ports:
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((address, port))
    listener.listen(backlog)
    held.append(listener)
    if mode == "full":
        fill(listener, port)
    elif mode == "stopped":
        stop(listener, port)
    elif mode != "ignore":
        threading.Thread(target=serve, args=(listener,), daemon=True).start()

print("ready", flush=True)
while True:
    time.sleep(3600)
