"""Opens connections and closes each first, until so many rest in TIME_WAIT here: closer.py ADDRESS PORT COUNT

Not every connection gets there: a reset that crosses the last packets ends it at once. Those are opened again.
"""
import socket
import sys
import time

TIME_WAIT = "06"
address, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
destination = f"{socket.inet_aton(address)[::-1].hex()}:{port:04x}".upper()


def waiting():
    with open("/proc/net/tcp") as table:
        rows = [line.split() for line in table.readlines()[1:]]
    return sum(row[2] == destination and row[3] == TIME_WAIT for row in rows)


deadline = time.monotonic() + 8
while waiting() < count:
    if time.monotonic() > deadline:
        sys.exit(f"only {waiting()} of {count} connections rest in TIME_WAIT")
    connection = socket.create_connection((address, port), 3)
    connection.shutdown(socket.SHUT_WR)
    connection.recv(1)
    connection.close()

print("ready", flush=True)
while True:
    time.sleep(3600)
