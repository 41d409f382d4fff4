"""Drives the mock server from tests, without a dependency. MOCK_URL has its address.

With pytest, a fixture gives each test a mock of its own:

    import pytest
    from mock import Mock

    @pytest.fixture
    def mock():
        with Mock.open() as mock:
            yield mock
"""

import json
import os
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

SERVER = os.environ.get("MOCK_URL", "http://127.0.0.1:8089")


class Mock:
    """A mock at an address, which your application has to call."""

    def __init__(self, url=SERVER, token=os.environ.get("QXY_CONTROL_TOKEN")):
        self.url, self.token, self.close = url, token, lambda: None

    @classmethod
    def open(cls, server=SERVER, token=os.environ.get("QXY_CONTROL_TOKEN")):
        """Opens a sandbox: a mock of your own on the server, which nobody else calls."""
        own = cls(server, token)
        sandbox = own.control("POST", "/sandboxes", {})
        mock = cls(sandbox["url"], token)
        mock.close = lambda: own.control("DELETE", "/sandboxes/" + sandbox["id"])
        return mock

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def control(self, method, path, body=None):
        """Makes any call of /control.yaml. An error has the mock's own text."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.url + "/__mock" + path, data, headers, method=method)
        try:
            with build_opener(ProxyHandler({})).open(request) as response:
                return json.load(response)
        except HTTPError as error:
            raise ValueError(f"{method} /__mock{path}: {error.read().decode()}") from None

    def returns(self, identity, **outcome):
        """Sets what a taxpayer gets: case="sms-too-frequent", times=1, or scene="locked"."""
        return self.control("PUT", "/outcomes/" + quote(identity, ""), outcome)

    def fails(self, name="fault", **fault):
        """Lets calls go wrong: operation="sendSmsCode", fault="bad-gateway", or delay="PT2S"."""
        return self.control("PUT", "/faults/" + quote(name, ""), fault)

    def sms(self, wait="PT10S", **where):
        """Waits for the SMS of nsrsbh, sjhm or taskId, and returns it with its smsCode."""
        return self.control("GET", "/sms/latest?" + urlencode({**where, "wait": wait}))

    def advance(self, duration):
        """Moves the clock forward, such as by "PT5M"."""
        return self.control("POST", "/clock", {"advance": duration})

    def calls(self, **where):
        """Returns the calls, newest first, such as those of identity or operation."""
        return self.control("GET", "/requests?" + urlencode(where))

    def warnings(self, **where):
        """Returns the calls that the mock let pass and the platform may not."""
        return self.calls(**where, warnings="true")

    def reset(self):
        """Forgets everything."""
        return self.control("POST", "/reset", {})
