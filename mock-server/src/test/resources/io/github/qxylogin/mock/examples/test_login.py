import json
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from mock import Mock

SEND = "/v2/public/login/multiacc/dpptCookie"
TAXPAYER = "91110000TESTTEST01"


def send(mock):
    body = {"nsrsbh": TAXPAYER, "areaCode": "5100", "gryhm": "13800000001",
            "gryhmm": "c2VjcmV0", "sflx": "BSY", "sjhm": "13800000001"}
    request = Request(mock.url + SEND, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with build_opener(ProxyHandler({})).open(request) as response:
            return response.headers["X-Mock-Case"]
    except HTTPError as error:
        error.close()
        return error.headers["X-Mock-Case"]


def test_login(mock):
    mock.returns(TAXPAYER, case="locked", times=1)
    assert send(mock) == "locked"
    assert send(mock) == "sms-sent"
    assert mock.sms(nsrsbh=TAXPAYER)["smsCode"] == "002100"
    assert send(mock) == "sms-too-frequent"
    mock.advance("PT2M")
    assert send(mock) == "sms-sent"
    mock.fails(operation="sendSmsCode", fault="bad-gateway")
    assert send(mock) == "bad-gateway"
    assert len(mock.calls(operation="sendSmsCode")) == 5
    assert "gryhmm" in mock.warnings()[0]["warnings"][0]
    mock.reset()
    assert mock.calls() == [] and Mock().calls() == []
    try:
        mock.returns(TAXPAYER, scene="nope")
        assert False
    except ValueError as error:
        assert "there is no scene 'nope'" in str(error)


if __name__ == "__main__":
    with Mock.open() as mock:
        test_login(mock)
    try:
        mock.calls()
        assert False
    except OSError:
        print("the mock did all of it")
