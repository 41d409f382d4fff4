import { drawFlows } from './flows.js';

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
  const response = await fetch('/__mock/signatures', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ path, body }),
  });
  return response.ok ? (await response.json()).headers : {};
}

/** The page speaks the language of its address, or of the browser. */
const chosen = new URLSearchParams(location.search).get('lang');
const language = (chosen ?? navigator.language).startsWith('zh') ? 'zh' : 'en';
const SOURCES = { zh: '/docs/openapi.zh.json', en: '/docs/openapi.json' };

function frame() {
  const zh = language === 'zh';
  document.documentElement.lang = zh ? 'zh-CN' : 'en';
  document.title = zh ? '企享云登录 API · 接口文档（模拟服务器）' : 'Qixiangyun login API · reference (mock server)';
  const console = document.getElementById('console');
  console.href = '/';
  console.textContent = zh ? '← 控制台' : '← Console';
  const other = document.getElementById('language');
  other.textContent = zh ? 'English' : '中文';
  other.href = `?lang=${zh ? 'en' : 'zh'}`;
}

function theme({ matches }) {
  document.documentElement.classList.toggle('dark-mode', matches);
}

/** Folds the introduction: the operations begin on the first screen. */
function about({ description, 'x-tables': tables = '' }) {
  const title = language === 'zh' ? '说明：登录方式、模块、签名、错误码、依据' : 'About: logins, modules, signing, codes, sources';
  return `<details><summary>${title}</summary>\n\n${description}\n</details>\n${tables}`;
}

async function read(path) {
  return JSON.parse(withDigits(await (await fetch(path)).text()));
}

const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', theme);
theme(dark);
frame();
const spec = await read(SOURCES[language]);
spec.info.description = about(spec.info);
drawFlows(document.getElementById('flows'), await read('/arazzo.json'), spec, language);

const page = SwaggerUIBundle({
  spec,
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
    Object.assign(request.headers, await signed(url.pathname, request.body || ''));
    return request;
  },
  responseInterceptor: (response) => {
    if (typeof response.text === 'string') {
      response.text = withDigits(response.text);
    }
    return response;
  },
});
// Swagger UI reads the place in the page once, when it begins.
addEventListener('hashchange', () => page.layoutActions?.parseDeepLinkHash(location.hash));
