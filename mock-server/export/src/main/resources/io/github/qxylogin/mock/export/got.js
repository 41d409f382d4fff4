// Keeps what the next calls need as text: a number above 2^53 would lose its last digits.
const text = pm.response.text();
for (const name of CONTRACT.handedOn) {
  const found = new RegExp('"' + name + '"\\s*:\\s*(?:"([^"\\\\]+)"|(\\d+))').exec(text);
  if (found) {
    pm.collectionVariables.set(name, found[1] || found[2]);
  }
}
if (text.includes('"' + CONTRACT.tokenExpired + '"')) {
  pm.collectionVariables.unset('accessToken');
}
// Of the mock alone; the platform names no case.
const got = pm.response.headers.get('X-Mock-Case');
if (got) {
  const expected = pm.info.requestName.split(CONTRACT.beforeCase).pop();
  pm.test(expected, () => pm.expect(got).to.equal(expected));
}
