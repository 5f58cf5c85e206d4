"""A session without Qt: does what a test tells it over a socket, and tells what the door says.

`python scripted_session.py PORT`. It ends when told to leave or when its stdin ends, as a real one
does, unless it was made stubborn. Standard library only.
"""

import json
import os
import socket
import sys
import threading
import time


def main() -> None:
    hand = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    hand.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    stubborn = threading.Event()

    def tell(**news: object) -> None:
        hand.sendall(json.dumps(news | {"at": time.monotonic()}).encode() + b"\n")

    def hear_door() -> None:
        for line in sys.stdin.buffer:
            order = json.loads(line)
            tell(order=order)
            if order["do"] == "leave" and not stubborn.is_set():
                os._exit(0)
        tell(order={"do": "door is gone"})
        if not stubborn.is_set():
            os._exit(0)

    tell(pid=os.getpid())
    threading.Thread(target=hear_door, daemon=True).start()
    for line in hand.makefile("rb"):
        wish = json.loads(line)
        if "print" in wish:
            os.write(1, wish["print"].encode())
        if "stubborn" in wish:
            stubborn.set()
        if "ends_after" in wish:
            time.sleep(wish["ends_after"])
            tell(order={"do": "closed in order"})
            os._exit(wish["code"])
        tell(done=True)
    os._exit(0)


if __name__ == "__main__":
    main()
