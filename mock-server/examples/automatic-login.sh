#!/bin/sh
# An application that logs in by itself, with a hosted number: from the order of an enterprise to its
# deletion. The mock is at MOCK_URL. The SMS is also pushed to CALLBACK_URL; the flow does not need it.
#
# Other numbers than the ordered ones (effectiveBsxhList) can be bound too, such as 17000000002. A number
# gets SMS once it is bound. On the real platform the person then adds it at a bureau, of any region but
# 上海 and not as 实名认证 or 银联. With dlfs 9 the platform logs in by itself: leave out etaxcookie,
# queryNote and pushsms. A deleted enterprise's aggOrgId stays unknown; a new order gets a new one.
#
# To see the pushes without an application, start the mock with --admin, add a stub for the path of
# CALLBACK_URL at POST /__admin/mappings, and read GET /__admin/requests.
set -eu
mock=${MOCK_URL:-http://127.0.0.1:8089}
callback=${CALLBACK_URL:-http://127.0.0.1:9000/sms}

call() {
  echo "$1"
  response=$(curl -sS --fail-with-body -H 'Content-Type: application/json' "$mock/v2/public/$1" -d "$2")
  echo "  $response"
}

# The text or number of a field of the last response: a taskId keeps its 19 digits.
field() {
  printf %s "$response" | sed -n "s/.*\"$1\" *: *\"\{0,1\}\([0-9A-Za-z]*\).*/\1/p"
}

call org/productPurchase '{"nsrsbh": "91110000TESTTEST02", "aggOrgName": "测试二", "dq": "11", "productCodeList": "0036"}'
enterprise=$(field aggOrgId)
call sjhm/createBsxhOrder '{"uniCode": "order1", "bsxhNum": "1"}'
call sjhm/queryBsxhOrder '{"uniCode": "order1"}'
call sjhm/editPushSmsConfig "{\"callbackUrl\": \"$callback\"}"
call sjhm/bindAxn '{"phoneNoA": "13800000002", "phoneNoX": "17000000002"}'
call account/create "{\"aggOrgId\": $enterprise, \"dq\": 11, \"dlfs\": 15, \"gryhm\": \"17000000002\", \"gryhmm\": \"c2VjcmV0\",
  \"sflx\": \"BSY\", \"sjhm\": \"17000000002\", \"proxyNsrsbh\": \"91110000TESTTEST03\"}"
account=$(field accountId)
call login/remote/etaxcookie "{\"aggOrgId\": $enterprise, \"accountId\": \"$account\"}"
task=$(field taskId)
call sjhm/queryNote '{"receiver": "17000000002"}'
code=$(printf %s "$response" | sed -n 's/.*验证码为\([0-9]*\).*/\1/p')
call login/remote/pushsms "{\"taskId\": \"$task\", \"smsCode\": \"$code\"}"
call login/remote/checkCache "{\"aggOrgId\": \"$enterprise\", \"accountId\": \"$account\"}"
call account/delete "{\"aggOrgId\": $enterprise, \"accountId\": $account}"
call org/delete "{\"aggOrgId\": $enterprise}"
