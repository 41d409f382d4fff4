// Sends a Postman collection that comes on standard input, with its scripts, as far as they use Postman's API.
// Prints a line for each request that gets another case than its name says, and how many were sent.
import { createHash } from 'node:crypto';

let input = '';
for await (const part of process.stdin) {
  input += part;
}
const collection = JSON.parse(input);
const variables = new Map(collection.variable.map(({ key, value }) => [key, value]));
const filled = (text) => text.replace(/\{\{(\w+)\}\}/g, (gap, name) => variables.get(name) ?? gap);
const scripts = (when) => collection.event.filter((each) => each.listen === when).map((each) => each.script.exec.join('\n'));
const CryptoJS = {
  MD5: (text) => ({ toString: () => createHash('md5').update(text, 'utf8').digest('hex') }),
  enc: { Utf8: { parse: (text) => Buffer.from(text, 'utf8') }, Base64: { stringify: (bytes) => bytes.toString('base64') } },
};
const kept = { get: (name) => variables.get(name), set: (name, value) => variables.set(name, value), unset: (name) => variables.delete(name) };

// Postman has a global of that name, which it deprecates; a script that declares it again does not run.
const require = (name) => ({ 'crypto-js': CryptoJS })[name];

function run(script, pm) {
  new Function('pm', 'require', 'console', 'CryptoJS', script)({ ...pm, variables: { ...kept, replaceIn: filled }, collectionVariables: kept }, require, console);
}

const answered = (text, headers) => ({ text: () => text, json: () => JSON.parse(text), headers });

async function send({ name, request }) {
  const headers = new Map(request.header.map(({ key, value }) => [key, value]));
  const asked = [];
  for (const script of scripts('prerequest')) {
    run(script, {
      request: {
        method: request.method,
        body: request.body,
        url: { getPath: () => `/${request.url.path.join('/')}` },
        headers: { upsert: ({ key, value }) => headers.set(key, value) },
      },
      sendRequest: ({ url, method, header, body }, done) =>
        asked.push(fetch(url, { method, headers: header, body: body.raw }).then(async (answer) => done(null, answered(await answer.text(), answer.headers)))),
    });
  }
  await Promise.all(asked);
  const answer = await fetch(filled(request.url.raw), { method: request.method, headers: Object.fromEntries(headers), body: filled(request.body.raw) });
  const response = answered(await answer.text(), answer.headers);
  for (const script of scripts('test')) {
    run(script, {
      response,
      info: { requestName: name },
      test: (_, check) => check(),
      expect: (got) => ({ to: { equal: (wanted) => got === wanted || console.log(`${name}: got ${got}`) } }),
    });
  }
}

let sent = 0;
async function sendAll(items) {
  for (const each of items) {
    await (each.item ? sendAll(each.item) : send(each));
    sent += each.item ? 0 : 1;
  }
}
await sendAll(collection.item);
console.log(sent);
