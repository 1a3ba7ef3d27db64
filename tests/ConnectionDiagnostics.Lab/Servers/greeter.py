"""A server that speaks first: greeter.py PORT GREETING"""
import socketserver
import sys


class Greeter(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(sys.argv[2].encode() + b"\r\n")
        while self.request.recv(4096):
            self.request.sendall(b"500 5.5.1 Command unrecognized\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


server = Server(("0.0.0.0", int(sys.argv[1])), Greeter)
print("ready", flush=True)
server.serve_forever()
