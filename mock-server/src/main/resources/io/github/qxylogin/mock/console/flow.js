// The guided login: a workflow of the contract, one button per step.

import { announce, button, chip, empty, field, h, icon, select } from './dom.js';
import { received } from './call.js';
import * as api from './api.js';
import { block, parse, plain, print } from './json.js';
import { operation, state } from './live.js';
import { moduleTitle, operationTitle } from './operations.js';
import { read, send } from './send.js';
import { both, half, pair, t } from './texts.js';

async function workflows() {
  return parse(await (await fetch('/arazzo.json')).text()).workflows;
}

/** Links to the workflows with this operation as a step. */
export async function flowLinks(id) {
  const found = (await workflows()).filter(({ steps }) => steps.some((step) => step.operationId === id));
  return found.map((each) => h('a', { href: link(each), testid: 'try-flow' }, t('guide.walk', { name: half(each.summary) })));
}

const link = ({ workflowId }) => `#flow/${encodeURIComponent(workflowId)}`;

/** Replaces each expression in a payload; one in braces becomes text. */
function filledIn(payload, of) {
  return JSON.parse(JSON.stringify(payload), (member, value) => {
    const [, brace, expression] = /^(\{?)\$((?:inputs|steps)\.[^}]+)\}?$/.exec(value) ?? [];
    const found = expression?.split('.').reduce((from, name) => from?.[name], of);
    return !expression ? value : brace ? plain(found ?? '') : found;
  });
}

/** Returns the value at an expression's JSON Pointer in a response. */
const at = (body, expression) => expression.split('#/')[1].split('/').reduce((from, name) => from?.[name], body);

/** Whether a response meets one of a condition's comparisons. */
function meets(body, condition) {
  return condition.split(' || ').some((each) => {
    const [place, wanted] = each.split(' == ');
    const value = at(body, place);
    return value !== undefined && plain(value) === wanted.replace(/^'(.*)'$/, '$1').replaceAll("''", "'");
  });
}

export function flow([id]) {
  const list = h('ul', { class: 'rows', testid: 'flows' });
  const detail = h('div', { class: 'detail' });
  const root = h('section', { testid: 'view-flow', class: 'split' }, h('header', null, h('h1', null, t('nav.flow'))), h('div', { class: 'split-list' }, list), detail);

  async function show(wanted) {
    const all = await workflows();
    const chosen = all.find((each) => each.workflowId === wanted);
    root.classList.toggle('has-detail', Boolean(chosen));
    list.replaceChildren(...all.map((each) => row(each, each === chosen)));
    detail.replaceChildren(
      ...(chosen
        ? [h('a', { href: '#flow', class: 'button quiet back' }, icon('back'), t('nav.flow')), walk(chosen)]
        : [h('p', { class: 'dim hint' }, t('guide.hint'))]),
    );
  }

  function row(each, isChosen) {
    const start = state.operations.find(({ summary }) => summary === each.summary);
    return h(
      'li',
      null,
      h(
        'a',
        { class: 'row plain-row', href: link(each), 'aria-current': isChosen && 'true', testid: 'flow' },
        h('span', { class: 'strong' }, half(each.summary)),
        start && h('span', { class: 'small dim' }, [both(start.tagTitle, start.tag), ...start.modules.map(({ name }) => moduleTitle(name))].join(' · ')),
      ),
    );
  }

  const shown = (wanted) => show(wanted).catch((failed) => detail.replaceChildren(empty(t('error'), failed.message)));
  shown(id);
  return { root, change: () => {}, go: ([other]) => shown(other) };
}

/** A workflow; its steps wait for each other. */
function walk({ summary, inputs, steps }) {
  const known = { inputs: {}, steps: {} };
  const fields = new Map();
  const cards = steps.map(stepCard);

  /** An input appears at the first step that needs it. */
  function fieldsOf(step) {
    const wanted = Object.keys(inputs.properties).filter((name) => !fields.has(name) && new RegExp(`\\$inputs\\.${name}\\b`).test(print(step.requestBody)));
    return wanted.map((name) => {
      const isRead = step['x-person'] === 'reads-sms' && name === 'smsCode';
      const control = h('input', { value: isRead ? '' : plain(inputs.properties[name].default ?? ''), autocomplete: 'off', spellcheck: 'false', testid: `flow-${name}` });
      fields.set(name, control);
      return field(name, control);
    });
  }

  function payload(step) {
    fields.forEach(({ value }, name) => {
      known.inputs[name] = inputs.properties[name].type === 'string' ? value : read(value);
    });
    return filledIn(step.requestBody.payload, known);
  }

  function stepCard(step, index) {
    const { cases, method, path, signed } = operation(step.operationId);
    const mine = fieldsOf(step);
    const result = h('div');
    const instead = select([['', t('guide.asItGoes')], ...cases.slice(1).map((each) => [each.name, `${both(each.title, each.titleEn)} · ${each.name}`])], { testid: 'flow-instead', 'aria-label': t('case') });
    const go = button(t(step['x-person'] === 'scans-code' ? 'guide.scanned' : 'try.send'), run, { class: 'primary', testid: 'flow-send', disabled: index > 0 });

    async function run() {
      const sent = payload(step);
      const response = await send({
        method,
        path,
        headers: [['Content-Type', step.requestBody.contentType], ...(instead.value ? [['Prefer', `example=${instead.value}`]] : [])],
        body: print(sent, 0),
        sign: signed && state.health.signed,
      });
      const succeeded = step.successCriteria.every(({ condition }) => meets(response.body, condition));
      known.steps[step.stepId] = { outputs: Object.fromEntries(Object.entries(step.outputs ?? {}).map(([name, place]) => [name, at(response.body, place)])) };
      const said = t(succeeded ? 'guide.done' : 'guide.notDone');
      announce(pair(operationTitle(step.operationId), said));
      list.querySelectorAll('details').forEach((earlier) => earlier.removeAttribute('open'));
      result.replaceChildren(
        h(
          'details',
          { open: true },
          h('summary', null, chip(said, succeeded ? 'good' : 'bad', { testid: 'flow-state' })),
          h('div', { class: 'pair' }, h('div', { class: 'card' }, h('h2', null, t('call.request')), block(sent, t('call.request'), 'flow-request')), received(response)),
        ),
      );
      const next = cards[index + 1];
      if (next && succeeded) {
        next.querySelector('[data-testid="flow-send"]').disabled = false;
        next.scrollIntoView({ block: 'nearest' });
      }
    }

    async function readSms() {
      const { taskId } = payload(step);
      fields.get('smsCode').value = (await api.get(`/sms/latest${api.query({ taskId: plain(taskId) })}`)).smsCode;
    }

    return h(
      'li',
      { class: 'card', testid: 'flow-step' },
      h('p', { class: 'strong' }, `${index + 1}. ${half(step.description)}`),
      h('p', { class: 'mono small dim break' }, method, ' ', path),
      mine.length > 0 && h('div', { class: 'fields' }, mine),
      step['x-person'] === 'scans-code' && h('p', { class: 'small dim' }, t('guide.notScanned')),
      h('p', { class: 'line' }, step['x-person'] === 'reads-sms' && button(t('guide.readSms'), readSms, { testid: 'flow-sms' }), go, instead),
      result,
    );
  }

  const list = h('ol', { class: 'stack' }, cards);
  return h('article', { testid: 'flow-detail' }, h('h2', null, half(summary)), list);
}
