'use strict';

const LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Writes a number that JavaScript has no room for as a text; the API takes both. */
function withDigits(json) {
  return json.replace(LONG, (found) =>
    found[0] === '"' || Number.isSafeInteger(Number(found)) ? found : `"${found}"`);
}

/** Lets the mock sign a call, if it asks for signatures. */
async function signed(path, body) {
  const mock = await (await fetch('/__mock/health')).json();
  if (!mock.signed) {
    return {};
  }
  const answer = await fetch('/__mock/signatures', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ path, body }),
  });
  return answer.ok ? (await answer.json()).headers : {};
}

SwaggerUIBundle({
  url: '/docs/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  showExtensions: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  requestInterceptor: async (request) => {
    const url = new URL(request.url, location.href);
    if (url.origin !== location.origin) {
      throw new Error('This page calls nobody but the mock.');
    }
    if (!request.loadSpec) {
      Object.assign(request.headers, await signed(url.pathname, request.body || ''));
    }
    return request;
  },
  responseInterceptor: (response) => {
    if (typeof response.text === 'string') {
      response.text = withDigits(response.text);
    }
    return response;
  },
});
