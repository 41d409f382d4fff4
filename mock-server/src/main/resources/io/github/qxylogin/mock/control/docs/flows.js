// Draws the workflows of the contract's Arazzo document as sequence pictures.

const SVG = 'http://www.w3.org/2000/svg';
const LANES = { person: 70, program: 250, platform: 690 };
const WIDTH = 760;
const TOP = 34;
const ROW = 34;

const WORDS = {
  zh: { person: '办税人', program: '您的程序', platform: '企享云', 'reads-sms': '短信验证码', 'scans-code': '扫码', title: '登录流程' },
  en: { person: 'person', program: 'your program', platform: 'Qixiangyun', 'reads-sms': 'SMS code', 'scans-code': 'scans the code', title: 'How to log in' },
};

/** Returns the half of "中文 / English" that a language reads. */
function half(both, language) {
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

function node(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Returns the first sentence of a tag's description. */
function heading({ description }, language) {
  return half(description, language).split(/。|\. |\.$/)[0];
}

/** Returns title, place in the page and flow of each operation. */
function operations({ paths }, language) {
  return Object.fromEntries(
    Object.values(paths).flatMap(Object.values).map(({ operationId, summary, tags: [tag], 'x-flow': flow }) => [
      operationId,
      { title: half(summary, language), tag, flow, href: `#/${encodeURIComponent(tag)}/${operationId}` },
    ]),
  );
}

/** Returns the step that fetches the token; no workflow contains it. */
function tokenStep(operations) {
  const [operationId, { flow }] =
    Object.entries(operations).find(([, { flow: each }]) => each?.role === 'issues-token') ?? ['', {}];
  return operationId ? [{ operationId, outputs: { [flow.token.at.split('/').pop()]: '' } }] : [];
}

/**
 * Fills a part of the page with a list of the workflows, by tag, and the picture of the chosen one:
 * at first a login by SMS.
 */
export function drawFlows(into, { workflows }, contract, language) {
  if (!workflows.length) {
    return;
  }
  const words = WORDS[language];
  const titles = operations(contract, language);
  const token = tokenStep(titles);
  const shown = node('div', {});
  const buttons = workflows.map((workflow) =>
    node('button', { type: 'button', onclick: () => choose(workflow) }, half(workflow.summary, language)));
  const choose = (workflow) => {
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(workflows[index] === workflow)));
    shown.replaceChildren(picture({ steps: [...token, ...workflow.steps] }, titles, words));
  };
  const tags = Object.fromEntries(Object.values(titles).map(({ title, tag }) => [title, tag]));
  const list = contract.tags.flatMap((tag) => {
    const ofTag = buttons.filter((button) => tags[button.textContent] === tag.name);
    return ofTag.length ? [node('h3', {}, heading(tag, language)), ...ofTag] : [];
  });
  choose(workflows.find(({ steps }) => steps.some((step) => step['x-person'] === 'reads-sms')) ?? workflows[0]);
  into.replaceChildren(node('h2', {}, words.title), node('section', {}, ...list), shown);
}
