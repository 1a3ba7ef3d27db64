"""Opens connections and closes each first, so that it rests in TIME_WAIT here: closer.py ADDRESS PORT COUNT"""
import socket
import sys
import time

for _ in range(int(sys.argv[3])):
    connection = socket.create_connection((sys.argv[1], int(sys.argv[2])), 3)
    connection.shutdown(socket.SHUT_WR)
    connection.recv(1)
    connection.close()

print("ready", flush=True)
while True:
    time.sleep(3600)
