// A recorded call as code. What is masked in it stays masked: it is to be filled in.

import { print } from './json.js';

/** A text in single quotes, which a POSIX shell leaves alone. */
const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** A text in double quotes, as JavaScript and Java write it, and Python. */
const quoted = (text) => JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

function curl({ method, path, headers, body }, origin) {
  return [
    `curl -X ${shell(method)} ${shell(origin + path)}`,
    ...headers.map(([name, value]) => `-H ${shell(`${name}: ${value}`)}`),
    ...(body ? [`--data-binary ${shell(body)}`] : []),
  ].join(' \\\n  ');
}

function fetchCall({ method, path, headers, body }, origin) {
  return `const answer = await fetch(${quoted(origin + path)}, {
  method: ${quoted(method)},
  headers: ${print(Object.fromEntries(headers)).replaceAll('\n', '\n  ')},${body ? `\n  body: ${quoted(body)},` : ''}
});
console.log(answer.status, await answer.text()); // as text: JSON.parse loses the end of a long number
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
    answer = urllib.request.urlopen(request)
except urllib.error.HTTPError as refused:
    answer = refused
print(answer.getcode(), answer.read().decode("utf-8"))
`;
}

/** With the client of this project, which signs exactly these bytes, and sets its own headers. */
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

/** Name, label, and what makes the text of a request. */
export const SNIPPETS = [
  ['curl', 'curl', curl],
  ['fetch', 'fetch', fetchCall],
  ['python', 'Python', python],
  ['java', 'Java', java],
];
