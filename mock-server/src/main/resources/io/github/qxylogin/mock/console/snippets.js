// A recorded call as code. Masked values stay masked.

import { print } from './json.js';

/** A text in single quotes for a POSIX shell. */
const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** A text in double quotes for JavaScript, Java and Python. */
const quoted = (text) => JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

function curl({ method, path, headers, body }, origin) {
  return [
    `curl -X ${shell(method)} ${shell(origin + path)}`,
    ...headers.map(([name, value]) => `-H ${shell(`${name}: ${value}`)}`),
    ...(body ? [`--data-binary ${shell(body)}`] : []),
  ].join(' \\\n  ');
}

function fetchCall({ method, path, headers, body }, origin) {
  return `const response = await fetch(${quoted(origin + path)}, {
  method: ${quoted(method)},
  headers: ${print(Object.fromEntries(headers)).replaceAll('\n', '\n  ')},${body ? `\n  body: ${quoted(body)},` : ''}
});
console.log(response.status, await response.text()); // as text: JSON.parse loses the end of a long number
`;
}

function python({ method, path, headers, body }, origin) {
  return `import urllib.error
import urllib.request

request = urllib.request.Request(
    ${quoted(origin + path)},
    method=${quoted(method)},
    headers=${print(Object.fromEntries(headers)).replaceAll('\n', '\n    ')},${body ? `\n    data=${quoted(body)}.encode("utf-8"),` : ''}
)
try:
    response = urllib.request.urlopen(request)
except urllib.error.HTTPError as error:
    response = error
print(response.getcode(), response.read().decode("utf-8"))
`;
}

/** With this project's client, which signs these bytes and sets its own headers. */
function java({ method, path, headers, body }, origin) {
  const preferred = headers.filter(([name]) => /^prefer$/i.test(name));
  return `// With io.github.qxylogin:qixiangyun-login-client
interface Platform {
${preferred.map(([name, value]) => `  @Headers(${quoted(`${name}: ${value}`)})\n`).join('')}  @HTTP(method = ${quoted(method)}, path = ${quoted(path)}${body ? ', hasBody = true' : ''})
  QixiangyunCall<Envelope> call(${body ? '@Body RequestBody body' : ''});
}

try (QixiangyunLogin login =
    QixiangyunLogin.builder().baseUrl(${quoted(origin)}).credentials(appKey, appSecret).build()) {
${body ? `  RequestBody body =\n      RequestBody.create(${quoted(body)}, MediaType.get("application/json"));\n` : ''}  System.out.println(login.api(Platform.class).call(${body ? 'body' : ''}).execute());
}
`;
}

/** Name, label and generator. */
export const SNIPPETS = [
  ['curl', 'curl', curl],
  ['fetch', 'fetch', fetchCall],
  ['python', 'Python', python],
  ['java', 'Java', java],
];
