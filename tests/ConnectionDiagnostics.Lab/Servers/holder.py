"""Opens connections and holds them: holder.py ADDRESS PORT COUNT [SOURCE]"""
import socket
import sys
import time

address, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
held = []
for _ in range(count):
    connection = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    if len(sys.argv) > 4:
        connection.bind((sys.argv[4], 0))
    connection.connect((address, port))
    held.append(connection)

print("ready", flush=True)
while True:
    time.sleep(3600)
