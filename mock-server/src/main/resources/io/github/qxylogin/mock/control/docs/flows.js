// Draws the workflows of the contract's Arazzo document as sequence pictures.

const SVG = 'http://www.w3.org/2000/svg';
const LANES = { person: 70, program: 250, platform: 690 };
const WIDTH = 760;
const TOP = 34;
const ROW = 42;

const WORDS = {
  zh: { person: '办税人', program: '你的程序', platform: '企享云', 'reads-sms': '短信验证码', 'scans-code': '扫码', title: '登录怎么走' },
  en: { person: 'person', program: 'your program', platform: 'Qixiangyun', 'reads-sms': 'SMS code', 'scans-code': 'scans the code', title: 'How a login goes' },
};

/** Returns the half of "中文 / English" that a language reads. */
export function half(both, language) {
  const [chinese, english] = (both ?? '').split(' / ', 2);
  return language === 'zh' ? chinese : (english ?? chinese);
}

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

function arrow(from, to, y, label, kind = '') {
  const [x1, x2] = [LANES[from], LANES[to]];
  const tip = x2 > x1 ? -7 : 7;
  return element(
    'g',
    { class: kind },
    element('text', { x: (x1 + x2) / 2, y: y - 6, 'text-anchor': 'middle' }, label),
    element('line', { x1, x2, y1: y, y2: y }),
    element('path', { d: `M${x2 + tip} ${y - 4}L${x2} ${y}L${x2 + tip} ${y + 4}` }),
  );
}

/** Returns the arrows of a step, top to bottom: what a person does, the call, what comes back. */
function arrows(step, titles, words) {
  const person = step['x-person'];
  const results = Object.keys(step.outputs ?? {}).join(', ');
  return [
    person && ((y) => arrow('person', person === 'scans-code' ? 'platform' : 'program', y, words[person], 'person')),
    (y) => element('a', { href: titles[step.operationId].href }, arrow('program', 'platform', y, titles[step.operationId].title)),
    results && ((y) => arrow('platform', 'program', y, results, 'result')),
  ].filter(Boolean);
}

function picture(workflow, titles, words) {
  const all = workflow.steps.flatMap((step) => arrows(step, titles, words));
  const height = TOP + ROW * all.length + 14;
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': workflow.steps.map((step) => titles[step.operationId].title).join(' → ') },
    ...Object.entries(LANES).flatMap(([lane, x]) => [
      element('text', { x, y: 16, 'text-anchor': 'middle', class: 'lane' }, words[lane]),
      element('line', { x1: x, x2: x, y1: 24, y2: height, class: 'lane' }),
    ]),
    ...all.map((draw, index) => draw(TOP + ROW * index + 20)),
  );
}

/** Fills a part of the page with a folded picture for each workflow; without workflows it stays empty. */
export function drawFlows(into, arazzo, contract, language) {
  const titles = {};
  for (const methods of Object.values(contract.paths)) {
    for (const { operationId, summary, tags } of Object.values(methods)) {
      titles[operationId] = { title: `${half(summary, language)}`, href: `#/${encodeURIComponent(tags[0])}/${operationId}` };
    }
  }
  const title = document.createElement('h2');
  title.textContent = WORDS[language].title;
  into.replaceChildren(
    title,
    ...arazzo.workflows.map((workflow, index) => {
      const details = document.createElement('details');
      const summary = document.createElement('summary');
      details.open = index === 0;
      details.dataset.workflow = workflow.workflowId;
      summary.textContent = half(workflow.summary, language);
      details.append(summary, picture(workflow, titles, WORDS[language]));
      return details;
    }),
  );
}
