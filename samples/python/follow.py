"""Follows a session with nothing but Python's standard library: python3 follow.py [address] [number of views]"""

import json
import sys
import urllib.request


def messages(response):
    """The stream's messages as (event, data): fields are lines, an empty line ends a message."""
    event, data = "message", []
    for line in response:
        line = line.decode("utf-8").rstrip("\r\n")
        if line.startswith("event:"):
            event = line[6:].strip()
        elif line.startswith("data:"):
            data.append(line[5:].lstrip(" "))
        elif not line and data:
            yield event, json.loads("\n".join(data))
            event, data = "message", []


def main():
    server = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"
    views = int(sys.argv[2]) if len(sys.argv) > 2 else None
    request = urllib.request.Request(
        server + "/api/v1/stream?hz=2&fields=telemetry", headers={"X-Schema-Version": "1.1.0"}
    )
    with urllib.request.urlopen(request) as response:
        for event, data in messages(response):
            if event == "view":
                telemetry = data["telemetry"]
                leader = min(telemetry["cars"], key=lambda car: car["position"] or 999) if telemetry else None
                print("view: lap", telemetry and telemetry["lap"], "leader", leader and leader["driver"], flush=True)
                if views is not None:
                    views -= 1
                    if views == 0:
                        return
            elif event == "event":
                print("event:", data["text"], flush=True)


main()
