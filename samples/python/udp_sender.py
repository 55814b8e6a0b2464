"""Sends a made-up race to DualTwin over UDP: python3 udp_sender.py [host] [port]"""

import socket
import sys
import time

from made_up_race import snapshot

host = sys.argv[1] if len(sys.argv) > 1 else "localhost"
port = int(sys.argv[2]) if len(sys.argv) > 2 else 20777
start = time.monotonic()
print(f"sending to {host}:{port}, Ctrl+C ends", flush=True)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
    while True:
        # One datagram, one snapshot: it must fit 65,507 bytes.
        sender.sendto(snapshot(time.monotonic() - start), (host, port))
        time.sleep(0.25)
