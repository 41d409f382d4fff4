// Signs the request as it will be sent. The token is fetched once, and again when it has ended.
const cryptoJs = require('crypto-js');
const md5 = (text) => cryptoJs.MD5(text).toString();
const at = (json, pointer) =>
  pointer.split('/').slice(1).reduce((value, name) => (value || {})[name], json);

// A token is of one application, at one address.
const owner = pm.variables.replaceIn('{{baseUrl}} {{appKey}}');

function sign(token) {
  const body = pm.request.body && pm.request.body.raw ? pm.variables.replaceIn(pm.request.body.raw) : '';
  const date = String(Date.now());
  const text = [pm.request.method, md5(body), date, token, pm.variables.get('appSecret')].join('_');
  const signature = cryptoJs.enc.Base64.stringify(cryptoJs.enc.Utf8.parse(md5(text)));
  const set = (key, value) => pm.request.headers.upsert({ key, value });
  set(CONTRACT.headers.token, token);
  set(CONTRACT.headers.date, date);
  set(CONTRACT.headers.signature, CONTRACT.scheme + pm.variables.get('appKey') + ':' + signature);
}

function fetchToken() {
  const body = Object.assign({}, CONTRACT.token.body);
  body[CONTRACT.token.appKey] = pm.variables.get('appKey');
  body[CONTRACT.token.secret] = md5(pm.variables.get('appSecret'));
  const request = {
    url: pm.variables.replaceIn('{{baseUrl}}') + CONTRACT.token.path,
    method: CONTRACT.token.method,
    header: { 'Content-Type': 'application/json' },
    body: { mode: 'raw', raw: JSON.stringify(body) },
  };
  pm.sendRequest(request, (failed, response) => {
    const token = failed ? undefined : at(response.json(), CONTRACT.token.at);
    if (!token) {
      console.warn('No token, so the request is not signed:', failed || response.text());
      return;
    }
    const lifetime = Number(at(response.json(), CONTRACT.token.lifetime)) || 0;
    pm.collectionVariables.set('accessToken', token);
    pm.collectionVariables.set('accessTokenFor', owner);
    pm.collectionVariables.set('accessTokenUntil', String(Date.now() + lifetime));
    sign(token);
  });
}

if (!CONTRACT.unsigned.includes(pm.request.url.getPath())) {
  const kept = pm.collectionVariables.get('accessToken');
  if (kept && pm.collectionVariables.get('accessTokenFor') === owner && Date.now() < Number(pm.collectionVariables.get('accessTokenUntil'))) {
    sign(kept);
  } else {
    fetchToken();
  }
}
