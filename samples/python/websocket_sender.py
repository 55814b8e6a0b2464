"""Offers a made-up race to DualTwin, which connects here: python3 websocket_sender.py [port]

Nothing but the standard library: the handshake and the frame header of RFC 6455 by hand. A program of yours will rather use a
library, such as websockets, which also answers pings; what it sends is the same.
"""

import base64
import hashlib
import http.server
import struct
import sys
import time

from made_up_race import snapshot

START = time.monotonic()
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Telemetry(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        key = self.headers.get("Sec-WebSocket-Key")
        if self.path != "/telemetry" or key is None:
            self.send_error(404 if key else 426)
            return
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accept)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                message = snapshot(time.monotonic() - START)
                self.wfile.write(struct.pack("!BBH", 0x81, 126, len(message)) + message)  # one text frame, 126 to 65,535 bytes
                time.sleep(0.25)
        except ConnectionError:
            pass  # The receiver has left; it will come back.


port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
print(f"waiting for receivers at ws://127.0.0.1:{port}/telemetry, Ctrl+C ends", flush=True)
http.server.ThreadingHTTPServer(("127.0.0.1", port), Telemetry).serve_forever()
