// The operations of the contract and their cases, with their titles.

import { scalars } from './json.js';
import { caseOf, operation, recipients, state } from './live.js';
import { both, t } from './texts.js';

export function operationTitle(id) {
  const known = operation(id);
  return known ? both(known.title, known.titleEn) : (id ?? '');
}

/** The short title of an operation: the brackets of a long title. */
export function shortTitle(id) {
  const title = operationTitle(id);
  return title.match(/【(.+)】/)?.[1] ?? title;
}

/** Returns the title of a module. */
export function moduleTitle(name) {
  const module = state.operations.flatMap((each) => each.modules).find((each) => each.name === name);
  return both(module?.title, name);
}

/** Returns the title of a case; nothing if the contract has no such case. */
export function caseTitle(operationId, name) {
  const known = caseOf(operationId, name);
  return known ? both(known.title, known.titleEn) : '';
}

/** Returns the title of a call's response; nothing if it is neither a case nor a fault. */
export function callTitle(call) {
  return caseTitle(call.operation, call.case) || (call.fault?.kind ? t(`fault.${call.fault.kind}`) : '');
}

/** Returns the identity of a call: the tax number if it is known, else the first identity. */
export function identityOf(call) {
  const sent = scalars(call.request.body);
  const sms = sent.length && state.sms.find((each) => sent.includes(each.taskId));
  const named = new Set([...sent, ...(sms ? recipients(sms).map(({ number }) => number) : [])]);
  const known = named.size && state.identities.find((each) => named.has(each.identity));
  return known ? (known.taxNumber ?? known.identity) : '';
}

/** Whether the mock sent the call. */
export function isCallback(call) {
  return call.rule === 'callback';
}

export function sentTo(call) {
  return t('call.sentTo', { address: `${call.request.headers.Host ?? ''}${call.path}` });
}

/** Whether a call got the operation's first case, its usual success. */
export function tone(call) {
  if (isCallback(call)) {
    return call.case === 'not-accepted' ? 'bad' : 'good';
  }
  if (call.fault || call.response.status === 0 || call.response.status >= 400) {
    return 'bad';
  }
  return operation(call.operation)?.cases[0].code === call.code ? 'good' : 'warn';
}

/** Options of all operations, grouped by module. */
export function operationOptions(first) {
  const groups = new Map();
  const group = (each) => both(each.tagTitle, each.tag);
  state.operations.forEach((each) => groups.set(group(each), [...(groups.get(group(each)) ?? []), each]));
  return [
    ...(first ? [['', first]] : []),
    ...[...groups].map(([group, operations]) => ({
      group,
      options: operations.map((each) => [each.operation, `${both(each.title, each.titleEn)} · ${each.operation}`]),
    })),
  ];
}

export function caseOptions(first, operationId) {
  const of = operationId ? [operation(operationId)].filter(Boolean) : state.operations;
  const titles = new Map(of.flatMap((each) => each.cases.map((one) => [one.name, `${caseTitle(each.operation, one.name)} · ${one.name}`])));
  return [['', first], ...[...titles].sort(([, one], [, other]) => one.localeCompare(other))];
}
