"""The login page of a hosting panel, as the panel answers to GET / without a session.

panel.py PANEL PORT [CERTIFICATE KEY]
"""
import http.server
import ssl
import sys

PANELS = {
    "plesk": (303, {"Server": "sw-cp-server", "Location": "/login_up.php", "Expires": "Fri, 28 May 1999 00:00:00 GMT"}, ""),
    "cpanel": (
        401,
        {"Server": "cpsrvd", "Set-Cookie": "cpsession=%3aWFi3MVJhdbV2%2c; HttpOnly; path=/; port=2083; secure", "Cache-Control": "no-cache"},
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>cPanel Login</title></head><body></body></html>",
    ),
    "bt": (
        200,
        {"Server": "nginx"},
        "<!doctype html><html><head><meta charset='utf-8'><title>安全入口校验失败</title></head>"
        "<body><h1>请使用正确的入口登录面板</h1><p>错误原因：当前新安装的已经开启了安全入口登录</p></body></html>",
    ),
    "webmin": (
        200,
        {"Server": "MiniServ/2.105", "Set-Cookie": "testing=1; path=/; secure; httpOnly"},
        "<!DOCTYPE HTML><html><head><title>Login to Webmin</title></head><body class='session_login'></body></html>",
    ),
}

status, headers, page = PANELS[sys.argv[1]]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = page.encode()
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("0.0.0.0", int(sys.argv[2])), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    # Each handshake in its connection's own thread: one that stalls holds up nobody.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)

print("ready", flush=True)
server.serve_forever()
