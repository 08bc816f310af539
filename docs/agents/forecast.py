#!/usr/bin/env python3
"""An agent over plain HTTP, in Python's standard library: it tells the weather that it makes up.

    forecast.py PORT
"""
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KNOWN = {"Rome": 21, "Oslo": 4}
answered = {}  # by call id: a call that comes again gets the answer that it got


def answer(asked):
    """From the request of the agent contract to one of its answers."""
    town = asked.get("data", {}).get("town") or asked["text"].strip(" ?").split(" ")[-1]
    if town not in KNOWN:
        return {"outcome": "input-required", "text": f"I know {' and '.join(KNOWN)}. Which town?"}
    return {"text": f"{KNOWN[town]} degrees in {town}", "data": {"town": town, "degrees": KNOWN[town]}}


class Agent(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = answered.setdefault(self.headers["Idempotency-Key"], answer(asked))
        if len(answered) > 10000:
            answered.pop(next(iter(answered)))
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Agent)
    print(f"listening on {server.server_address[1]}", flush=True)
    server.serve_forever()
