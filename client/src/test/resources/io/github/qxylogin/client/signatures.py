# Makes signatures.json, with nothing of the client: python3 signatures.py > signatures.json
# The rule is the vendor's guide's; its worked sample is in vectors.json.
import base64, hashlib, json

md5 = lambda data: hashlib.md5(data).hexdigest()
VECTORS = {
    "ascii": ('{"nsrsbh":"91110000TESTTEST01"}', "no-real-secret"),
    "chinese body": ('{"message":"参数不能为空！"}', "no-real-secret"),
    "emoji body": ('{"message":"😀👨‍👩‍👧"}', "no-real-secret"),
    "empty body": ("", "no-real-secret"),
    "secret with punctuation": ('{"nsrsbh":"91110000TESTTEST01"}', "s_e:c\"r'e/t+%=&\\~!"),
}
print(
    json.dumps(
        [
            {
                "name": name,
                "httpMethod": "POST",
                "body": body,
                "reqDate": "1700000000001",
                "accessToken": "tok.en_-1",
                "appKey": "1000xxxx",
                "appSecret": secret,
                "reqSign": "API-SV1:1000xxxx:"
                + base64.b64encode(
                    md5(
                        ("POST_%s_1700000000001_tok.en_-1_%s" % (md5(body.encode()), secret)).encode()
                    ).encode()
                ).decode(),
            }
            for name, (body, secret) in VECTORS.items()
        ],
        ensure_ascii=False,
        indent=2,
    )
)
