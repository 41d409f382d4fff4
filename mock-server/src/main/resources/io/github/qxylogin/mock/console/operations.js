// The operations of the contract, as the page names them, and their cases.

import { caseOf, operation, state } from './live.js';
import { both, t } from './texts.js';

export function operationTitle(id) {
  const known = operation(id);
  return known ? both(known.title, known.titleEn) : (id ?? '');
}

/** Returns the title of a case; of what is none of the contract, nothing. */
export function caseTitle(operationId, name) {
  const known = caseOf(operationId, name);
  return known ? both(known.title, known.titleEn) : '';
}

/** Whether the mock made a call itself. */
export function isCallback(call) {
  return call.rule === 'callback';
}

export function sentTo(call) {
  return t('call.sentTo', { address: `${call.request.headers.Host ?? ''}${call.path}` });
}

/** Whether a call got what its operation answers if all is well, which is its first case. */
export function tone(call) {
  if (isCallback(call)) {
    return call.case === 'not-accepted' ? 'bad' : 'good';
  }
  if (call.fault || call.answer.status === 0 || call.answer.status >= 400) {
    return 'bad';
  }
  return operation(call.operation)?.cases[0].code === call.code ? 'good' : 'warn';
}

/** Operations to choose from, grouped as the contract groups them. */
export function operationOptions(first) {
  const groups = new Map();
  state.operations.forEach((each) => groups.set(each.tag, [...(groups.get(each.tag) ?? []), each]));
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
