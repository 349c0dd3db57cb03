"""A receiver of aisdesk's callbacks: checks the signature, takes each import once, and prints it.

    export AISDESK_CALLBACK_SECRET=whsec_$(openssl rand -base64 32)
    python3 receiver.py 8080
    aisdesk import --env sandbox --login test1 --callback http://127.0.0.1:8080/imports

The messages are Standard Webhooks: a library of https://github.com/standard-webhooks/standard-webhooks checks them, too.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(os.environ["AISDESK_CALLBACK_SECRET"].removeprefix("whsec_"))
OLDEST = 300  # seconds: an older message may be somebody's copy
taken = set()  # keep the ids where your data is: a message can come again days later


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        message, at = self.headers.get("Webhook-Id", ""), self.headers.get("Webhook-Timestamp", "")
        signed = hmac.new(KEY, f"{message}.{at}.".encode() + body, hashlib.sha256).digest()
        want = "v1," + base64.b64encode(signed).decode()
        given = self.headers.get("Webhook-Signature", "").split(" ")
        if not any(hmac.compare_digest(want, g) for g in given) or abs(time.time() - int(at)) > OLDEST:
            return self.answer(401)
        if message not in taken:
            taken.add(message)
            imported = json.loads(body)
            print(imported["id"], imported["state"], imported["ownerExternalId"], imported.get("counts", {}).get("transactions", 0), flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
print("listening on", server.server_port, flush=True)
server.serve_forever()
