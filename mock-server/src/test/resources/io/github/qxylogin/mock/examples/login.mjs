import assert from 'node:assert/strict';
import { Mock, openMock } from './mock.js';

const SEND = '/v2/public/login/multiacc/dpptCookie';
const TAXPAYER = '91110000TESTTEST01';

const mock = await openMock();
const send = async () => {
  const response = await fetch(mock.url + SEND, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ nsrsbh: TAXPAYER, areaCode: '5100', gryhm: '13800000001', gryhmm: 'c2VjcmV0', sflx: 'BSY', sjhm: '13800000001' }),
  });
  return response.headers.get('X-Mock-Case');
};

await mock.returns(TAXPAYER, { case: 'locked', times: 1 });
assert.equal(await send(), 'locked');
assert.equal(await send(), 'sms-sent');
assert.equal((await mock.sms({ nsrsbh: TAXPAYER })).smsCode, '002100');
assert.equal(await send(), 'sms-too-frequent');
await mock.advance('PT2M');
assert.equal(await send(), 'sms-sent');
await mock.fails({ operation: 'sendSmsCode', fault: 'bad-gateway' });
assert.equal(await send(), 'bad-gateway');
assert.equal((await mock.calls({ operation: 'sendSmsCode' })).length, 5);
assert.match((await mock.warnings())[0].warnings[0], /gryhmm/);
await mock.reset();
assert.deepEqual(await mock.calls(), []);
assert.deepEqual(await new Mock(process.env.MOCK_URL).calls(), []);
await assert.rejects(mock.returns(TAXPAYER, { scene: 'nope' }), /there is no scene 'nope'/);
await mock.close();
await assert.rejects(mock.calls());
console.log('the mock did all of it');
