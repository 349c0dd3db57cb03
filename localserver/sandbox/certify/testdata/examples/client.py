#!/usr/bin/env python3
"""Imports a customer's data after the sign-in, and ends with one JSON line. Checked by: aisdesk certify --start "python3 client.py"."""
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET

ENV = os.environ
PAUSE = float(ENV["AISDESK_POLL_PAUSE"])
PATIENCE = 5  # answers that may be lost one after the other


class Failed(Exception):
    """An import that did not succeed; the text is for the user."""

    def __init__(self, message, state="failed"):
        super().__init__(message)
        self.state = state


def call(method, path, form=None):
    """Returns status, the reply element (None where there is none) and the headers; status 0 is no answer at all."""
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(ENV["AISDESK_API_URL"] + path, data=data, method=method)
    request.add_header("X-Api-Key", ENV["AISDESK_API_KEY"])
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status, headers, body = answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        status, headers, body = error.code, error.headers, error.read()
    except OSError:
        return 0, None, {}
    try:
        reply = ET.fromstring(body)
    except ET.ParseError:
        return status, None, headers
    return status, reply if reply.tag == "reply" else None, headers


def said(element):
    """What an exception says, in the customer's language where there is one."""
    exception = element.find("exception")
    if exception is None:
        return element.findtext("comment") or "no cause was given"
    return f'{exception.findtext("friendlyMessage") or exception.findtext("message")} ({exception.get("name")})'


def start():
    """Sends the default import, once: what is not known to have failed may have begun."""
    status, reply, _ = call("POST", "/v1/command/default-import.xml", {
        "sessionId": ENV["AISDESK_SESSION_ID"],
        "sessionIdSignature": ENV["AISDESK_SESSION_ID_SIGNATURE"],
        "since": ENV["AISDESK_SINCE"],
    })
    if reply is None:
        raise Failed("We do not know whether the bank began. Please sign in again.")
    if status != 202:
        raise Failed("The bank's data could not be asked for: " + said(reply))
    if reply.get("ownerExternalId", ENV["AISDESK_OWNER"]) != ENV["AISDESK_OWNER"]:
        raise Failed("The session belongs to somebody else. Nothing was imported.")
    return reply.find("command").get("id")


def poll(command):
    """Asks until the command has ended, and returns its element."""
    deadline, lost = time.monotonic() + 90, 0
    while time.monotonic() < deadline:
        time.sleep(PAUSE)
        status, reply, headers = call("GET", f"/v1/command/{command}.xml")
        if reply is None or status == 429 or status >= 500:  # for a while
            lost += 1
            if lost > PATIENCE:
                raise Failed("The bank's answer cannot be read. Please try again later.")
            time.sleep(max(0.0, float(headers.get("Retry-After") or 0) - PAUSE))
            continue
        lost = 0
        if status != 200:
            raise Failed("The import cannot be followed: " + said(reply))
        element = reply.find("command")
        if element.get("state") == "successful":
            return element
        if element.get("state") in ("error", "fatal"):
            raise Failed("The bank did not give the data: " + said(element), element.get("state"))
    raise Failed("The bank takes too long. The import may be continued later.")


def main():
    result = {"owner": ENV["AISDESK_OWNER"], "state": "successful", "rows": 0, "message": ""}
    try:
        element = poll(start())
        result["rows"] = len(element.findall(".//moneyTransaction"))
        if element.findall(".//*[@partialDueToTimeout='true']"):
            result["message"] = "The history is incomplete: the bank cut it short."
        elif not element.findall("result/accounts/account") and not element.findall("result/creditCards/creditCard"):
            result["message"] = "There is no account."
    except Failed as failed:
        result["state"], result["message"] = failed.state, str(failed)
    print(json.dumps(result))


main()
