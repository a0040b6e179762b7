"""socketserver and http: servers and clients on the loopback."""
import http.client
import http.server
import socket
import socketserver
import threading
import urllib.error
import urllib.request


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


def serve(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    return thread


for kind in socketserver.TCPServer, socketserver.ThreadingTCPServer:
    with kind(("127.0.0.1", 0), Upper) as server:
        thread = serve(server)
        with socket.create_connection(server.server_address) as client:
            client.sendall(b"first\nsecond\n")
            client.shutdown(socket.SHUT_WR)
            print(kind.__name__, client.makefile().read().split())
        server.shutdown()
        thread.join()


class Datagram(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data[::-1], self.client_address)


with socketserver.UDPServer(("127.0.0.1", 0), Datagram) as server:
    thread = serve(server)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.sendto(b"abc", server.server_address)
        print(client.recvfrom(100)[0])
    server.shutdown()
    thread.join()


class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/missing":
            self.send_error(404)
        elif self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/there")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.answer(200, f"{self.command} {self.path} {self.headers['X-Header']}")

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.answer(201, self.rfile.read(length).decode()[::-1])

    def log_message(self, *args):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
    thread = serve(server)
    host, port = server.server_address
    connection = http.client.HTTPConnection(host, port, timeout=10)
    connection.request("GET", "/page?a=1", headers={"X-Header": "value"})
    response = connection.getresponse()
    print(response.status, response.reason, response.getheader("content-type"), response.read())
    connection.request("POST", "/form", body="backwards")
    response = connection.getresponse()
    print(response.status, response.version, response.read())
    connection.request("GET", "/missing")
    response = connection.getresponse()
    print(response.status, response.reason, b"404" in response.read())
    connection.close()
    base = f"http://{host}:{port}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(base + "/moved") as response:
        print(response.status, response.url == base + "/there", response.read())
    with opener.open(urllib.request.Request(base + "/x", data=b"data", headers={"A": "b"})) as response:
        print(response.status, response.headers.get_content_charset(), response.read())
    try:
        opener.open(base + "/missing")
    except urllib.error.HTTPError as e:
        print(e.code, e.reason, e)
        e.close()
    server.shutdown()
    thread.join()
