#!/usr/bin/env python3
"""An agent behind a queue, in Python's standard library: it speaks STOMP 1.2 with the broker.

    worker.py HOST PORT QUEUE

Login and password are taken from the variables BROKER_USER and BROKER_PASSWORD. Start as many as there is work for: they
share the queue. A request is acknowledged behind its answer, so if this process dies before, another worker gets it.
"""
import json
import os
import socket
import sys


def answer(asked):
    """The agent itself: from the request of the agent contract to one of its answers."""
    words = asked["text"].split()
    return {"text": f"{len(words)} words", "data": {"words": len(words), "call": asked["call"]}}


ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), (":", "\\c"))


def escaped(text):
    for plain, code in ESCAPES:
        text = text.replace(plain, code)
    return text


def unescaped(text):
    for plain, code in reversed(ESCAPES[1:]):
        text = text.replace(code, plain)
    return text.replace("\\\\", "\\")


def send(broker, command, headers, body=""):
    content = body.encode()
    lines = [command] + [f"{escaped(name)}:{escaped(value)}" for name, value in headers.items()]
    lines.append(f"content-length:{len(content)}")
    broker.write("\n".join(lines).encode() + b"\n\n" + content + b"\0")
    broker.flush()


def receive(broker):
    """The next frame: its command, its headers and its body."""
    command = b"\n"
    while command == b"\n":  # heartbeats, and the ends of frames
        command = broker.readline()
    if not command:
        raise SystemExit("the broker went away")
    headers = {}
    while (line := broker.readline().rstrip(b"\r\n").decode()) != "":
        name, value = line.split(":", 1)
        headers.setdefault(unescaped(name), unescaped(value))
    if "content-length" in headers:
        body = broker.read(int(headers["content-length"]) + 1)[:-1]
    else:
        body = b""
        while (byte := broker.read(1)) != b"\0":
            body += byte
    return command.strip().decode(), headers, body.decode()


def main(host, port, queue):
    with socket.create_connection((host, int(port))) as connection, connection.makefile("rwb") as broker:
        login = {"login": os.environ.get("BROKER_USER", ""), "passcode": os.environ.get("BROKER_PASSWORD", "")}
        send(broker, "CONNECT", {"accept-version": "1.2", "host": host} | (login if login["login"] else {}))
        subscription = {"id": "1", "destination": queue, "ack": "client-individual", "subscription-type": "ANYCAST"}
        send(broker, "SUBSCRIBE", subscription | {"consumer-window-size": "0"})
        while True:
            command, headers, body = receive(broker)
            if command == "ERROR":
                raise SystemExit(headers.get("message", body))
            if command != "MESSAGE":
                continue
            destination = headers["reply-to"].split("://")[-1]  # Artemis says temp-queue://name
            reply = {"destination": destination, "correlation-id": headers["correlation-id"]}
            send(broker, "SEND", reply | {"destination-type": "ANYCAST"}, json.dumps(answer(json.loads(body))))
            send(broker, "ACK", {"id": headers["ack"]})


if __name__ == "__main__":
    main(*sys.argv[1:])
