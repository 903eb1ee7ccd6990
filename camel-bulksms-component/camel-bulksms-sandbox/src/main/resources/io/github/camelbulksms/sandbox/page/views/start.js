import { button, field, h, icon } from '../dom.js';
import { phone } from '../format.js';

const FIRST = '+1 202 555 0123';

/** 32 hex digits; randomUUID is there only on the loopback address and with TLS. */
const sessionId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export class StartView {
  constructor(app) {
    this.app = app;
    const { about } = app;
    this.element = h('div', { class: 'view' },
      h('h1', {}, 'Connect'),
      h('div', { class: 'columns even' },
        h('section', { class: 'panel' }, h('h2', {}, 'Point a route here'),
          h('p', {}, 'In ', h('code', {}, 'application.properties'), ' of camel-main or Spring Boot:'),
          this.properties(about),
          h('p', { class: 'note' }, 'The account and its key are this sandbox’s own: they open nothing elsewhere.')),
        h('section', { class: 'panel' }, h('h2', {}, 'Or send from here'), this.sender(about))),
      h('h2', {}, 'Numbers that choose what happens'),
      h('p', {}, 'They are assigned to no subscriber: regulators keep them free for films and books. A test needs no set-up with them.'),
      h('ul', { class: 'ranges' }, about.ranges.map((range) => h('li', {}, h('b', {}, range.where), ` ${range.source}`))),
      h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Magic numbers' }, this.magic(about)),
      h('h2', {}, 'Customer IDs that are refused'),
      h('p', {}, 'With the same API key:'),
      h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Test customer IDs' },
        h('table', { class: 'table' }, h('tbody', {}, Object.entries(about.test_customers).map(([id, answer]) => h('tr', {}, h('th', { scope: 'row' }, h('code', {}, id)), h('td', {}, answer)))))));
  }

  properties({ base_url: baseUrl, customer_id: customerId, api_key: apiKey }) {
    const lines = (key) => `camel.component.bulksms.baseUrl = ${baseUrl}\ncamel.component.bulksms.customerId = ${customerId}\ncamel.component.bulksms.apiKey = ${key}\n`;
    const shown = h('pre', { class: 'code', tabindex: '0' }, lines('••••••'));
    // a browser has a clipboard on the loopback address and with TLS alone
    const copy = () => this.app.attempt(() => navigator.clipboard.writeText(lines(apiKey)), 'Copied, with the key.');
    return h('div', { class: 'copyable' }, shown,
      h('p', { class: 'actions' },
        navigator.clipboard && button([icon('copy'), 'Copy with the key'], copy),
        button('Show the key', () => shown.replaceChildren(lines(apiKey)))));
  }

  sender({ customer_id: customerId, api_key: apiKey }) {
    const to = h('input', { type: 'text', id: 'first-to', value: FIRST, required: true });
    const text = h('textarea', { id: 'first-text', rows: '3' }, 'Spring sale: 20% off until Sunday');
    const send = async () => {
      const recipients = to.value.split(/[,;\n]/).map((number) => number.replace(/\D/g, '')).filter(Boolean).map((number) => `${number}:${sessionId()}`);
      const response = await fetch('/v1/verify/bulk_sms', {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa(`${customerId}:${apiKey}`)}` },
        body: new URLSearchParams({ recipients: recipients.join(','), template: text.value }),
      }).catch(() => {
        throw new Error('The connection was closed without a reply. Browsers then send again by themselves, as the component never does: Requests shows how often, and which fault did it.');
      });
      const reply = await response.json().catch(() => {
        throw new Error(`Answered with ${response.status}, and not with the provider’s JSON. Requests shows which fault did it.`);
      });
      if (!response.ok) {
        throw new Error(`${reply.errors[0].code} ${reply.errors[0].description}. Requests shows why.`);
      }
      location.hash = '#/inbox';
    };
    return h('form', { class: 'stack', onsubmit: (event) => { event.preventDefault(); this.app.attempt(send, 'The provider would have taken it.'); } },
      field('To, several with commas', to), field('Text', text), h('button', { type: 'submit', class: 'button primary' }, 'Send'));
  }

  magic({ magic, ranges }) {
    const two = ranges.findIndex((range) => range.digits === 2);
    const own = (numbers, index) => numbers.filter((number) => number.startsWith(ranges[index].prefix));
    const three = ranges.findIndex((range) => range.digits === 3);
    return h('table', { class: 'table' },
      h('thead', {}, h('tr', {}, ['Number', 'or', 'What becomes of its messages'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, magic.map(({ outcome, numbers }) => h('tr', {},
        ...[two, three].map((index) => h('td', {}, own(numbers, index).map((number) => h('code', {}, phone(number))))),
        h('td', {}, outcome)))));
  }

  show() {}

  update() {}
}
