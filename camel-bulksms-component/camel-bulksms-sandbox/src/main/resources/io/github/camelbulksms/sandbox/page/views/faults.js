import { call, post } from '../api.js';
import { button, field, h, icon } from '../dom.js';
import { count, phone, words } from '../format.js';

const TARGETS = {
  next: { words: 'the next request', body: () => ({ request: 'next' }) },
  request: { words: 'one request, by its number', input: { type: 'number', min: '1', value: '1' }, label: 'Number of the request', body: (value) => ({ request: Number(value) }) },
  probability: { words: 'each request, by chance', input: { type: 'number', min: '0', max: '100', step: 'any', value: '10' }, label: 'Percent of the requests', body: (value) => ({ probability: Number(value) / 100, seed: 1 }) },
  recipient: { words: 'each request with a number', input: { type: 'text', inputmode: 'tel', value: '' }, label: 'Phone number', body: (value) => ({ recipient: value }) },
};

const hit = (fault) => {
  if (fault.request) {
    return `request ${count(fault.request)}`;
  }
  return fault.recipient ? `requests with ${phone(fault.recipient)}` : `${+(100 * fault.probability).toFixed(2)} % of the requests`;
};

export class FaultsView {
  constructor(app) {
    this.app = app;
    this.active = h('ul', { class: 'active-faults' });
    this.conditions = this.conditionsPanel();
    this.element = h('div', { class: 'view' },
      h('h1', {}, 'Faults'),
      h('div', { class: 'columns even' },
        h('section', { class: 'panel' }, h('h2', {}, 'Switch on a fault'), this.form(), h('h3', {}, 'Switched on'), this.active),
        this.conditions),
      h('h2', {}, 'What each does'),
      h('ul', { class: 'fault-cards' }, app.about.faults.map((fault) => this.card(fault))));
  }

  form() {
    this.fault = h('select', { id: 'fault' }, this.app.about.faults.map(({ name }) => h('option', { value: name }, words(name))));
    this.target = h('select', { id: 'target', onchange: () => this.askValue() }, Object.entries(TARGETS).map(([value, { words: name }]) => h('option', { value }, name)));
    this.valuePlace = h('div', {});
    return h('form', { class: 'stack', onsubmit: (event) => {
      event.preventDefault();
      this.add(this.fault.value, TARGETS[this.target.value].body(this.value?.value));
    } }, field('Fault', this.fault), field('It hits', this.target), this.valuePlace, h('button', { type: 'submit', class: 'button primary' }, 'Switch on'));
  }

  askValue() {
    const { input, label } = TARGETS[this.target.value];
    this.value = input ? h('input', { ...input, required: true }) : null;
    this.valuePlace.replaceChildren(...(input ? [field(label, this.value)] : []));
  }

  add(fault, target) {
    return this.app.attempt(() => post('faults', { fault, ...target }), `${words(fault)} is switched on.`);
  }

  card({ name, description, accepts }) {
    return h('li', { class: 'card fault-card' },
      h('h3', {}, words(name)),
      h('p', {}, description),
      h('p', { class: 'actions' },
        h('span', { class: `badge ${accepts ? 'failed' : 'pending'}` }, accepts ? 'messages go out' : 'nothing goes out'),
        button('Next request', () => this.add(name, { request: 'next' }), { 'aria-label': `${words(name)} on the next request` })));
  }

  conditionsPanel() {
    const set = (body, done) => this.app.attempt(() => post('settings', body), done);
    this.account = h('select', { onchange: () => set({ account: this.account.value }, `The account is ${words(this.account.value).toLowerCase()}.`) },
      this.app.about.accounts.map((name) => h('option', { value: name }, words(name))));
    this.latency = h('input', { type: 'number', min: '0', max: '600000', step: '50', onchange: () => set({ latencyMillis: Number(this.latency.value) }, 'The latency is changed.') });
    this.rate = h('input', { type: 'number', min: '0.01', step: 'any', placeholder: 'no limit', onchange: () => set({ requestsPerSecond: this.rate.value === '' ? null : Number(this.rate.value) }, 'The rate limit is changed.') });
    return h('section', { class: 'panel' }, h('h2', {}, 'Conditions'), h('div', { class: 'stack' },
      field('Account', this.account, 'Anything but active is refused with its code.'),
      field('Latency in milliseconds', this.latency, 'Before each request is looked at.'),
      field('Requests per second', this.rate, 'What comes faster is answered with 429, -40007.')));
  }

  show() {}

  update({ faults, conditions }) {
    const drawn = JSON.stringify(faults);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.active.replaceChildren(...(faults.length === 0 ? [h('li', { class: 'note' }, 'None: every request is answered as the provider would.')] : faults.map((fault) => this.activeFault(fault))));
    }
    const set = (input, value) => {
      if (document.activeElement !== input) {
        input.value = value ?? '';
      }
    };
    set(this.account, conditions.account);
    set(this.latency, conditions.latency_millis);
    set(this.rate, conditions.requests_per_second);
  }

  activeFault(fault) {
    return h('li', {}, h('span', {}, h('b', {}, words(fault.fault)), ` on ${hit(fault)}`),
      button(icon('close'), () => this.app.attempt(() => call('DELETE', 'faults', fault)), { class: 'button quiet', 'aria-label': `Switch off ${words(fault.fault)} on ${hit(fault)}` }));
  }
}
