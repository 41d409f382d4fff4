// Drives the mock server from tests, without a dependency: Node 18 or later. MOCK_URL has its address.
//
// With Playwright, a fixture gives each test a mock of its own:
//
//   import { test as base } from '@playwright/test';
//   import { openMock } from './mock.js';
//
//   export const test = base.extend({
//     mock: async ({}, use) => {
//       const mock = await openMock();
//       await use(mock);
//       await mock.close();
//     },
//   });

const SERVER = globalThis.process?.env.MOCK_URL ?? 'http://127.0.0.1:8089';

/** Opens a sandbox: a mock of your own on the server, which nobody else calls. */
export async function openMock(server = SERVER, token = globalThis.process?.env.QXY_CONTROL_TOKEN) {
  const { id, url } = await new Mock(server, token).control('POST', '/sandboxes', {});
  return new Mock(url, token, () => new Mock(server, token).control('DELETE', `/sandboxes/${id}`));
}

/** A mock at an address, which your application has to call. */
export class Mock {
  constructor(url, token, close = async () => {}) {
    Object.assign(this, { url, token, close });
  }

  /** Makes any call of /control.yaml. An error has the mock's own text. */
  async control(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const response = await fetch(`${this.url}/__mock${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /__mock${path}: ${text}`);
    return JSON.parse(text);
  }

  /** Sets what a taxpayer gets: { case: 'sms-too-frequent', times: 1 }, { scene: 'locked' }. */
  returns(identity, outcome) {
    return this.control('PUT', `/outcomes/${encodeURIComponent(identity)}`, outcome);
  }

  /** Lets calls go wrong: { operation: 'sendSmsCode', fault: 'bad-gateway' }, or delay: 'PT2S'. */
  fails(fault, name = 'fault') {
    return this.control('PUT', `/faults/${encodeURIComponent(name)}`, fault);
  }

  /** Waits for the SMS of { nsrsbh }, { sjhm } or { taskId }, and returns it with its smsCode. */
  sms(filter, wait = 'PT10S') {
    return this.control('GET', `/sms/latest?${new URLSearchParams({ ...filter, wait })}`);
  }

  /** Moves the clock forward, such as by 'PT5M'. */
  advance(duration) {
    return this.control('POST', '/clock', { advance: duration });
  }

  /** Returns the calls, newest first, such as those of { identity } or { operation }. */
  calls(filter = {}) {
    return this.control('GET', `/requests?${new URLSearchParams(filter)}`);
  }

  /** Returns the calls that the mock let pass and the platform may not. */
  warnings(filter) {
    return this.calls({ ...filter, warnings: true });
  }

  /** Forgets everything. */
  reset() {
    return this.control('POST', '/reset', {});
  }
}
