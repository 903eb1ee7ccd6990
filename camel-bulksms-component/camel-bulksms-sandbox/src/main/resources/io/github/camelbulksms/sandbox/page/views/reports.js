import { get, post, throttled } from '../api.js';
import { button, field, h, icon, setText } from '../dom.js';
import { count, phone, plural, time, words } from '../format.js';
import { VirtualList } from '../virtual-list.js';

const TILES = { reports: 'Reports', taken: 'Taken', waiting: 'Waiting', abandoned: 'Given up', attempts: 'Attempts', forged_taken: 'Forged taken' };

export class ReportsView {
  constructor(app) {
    this.app = app;
    this.tiles = new Map();
    this.list = new VirtualList({
      label: 'Attempts to report, newest first',
      rowHeight: 56,
      fetch: async (offset, limit) => {
        const answer = await app.attempt(() => get('attempts', { offset, limit }));
        return answer ? { total: answer.total, rows: answer.attempts } : { total: this.list.total, rows: this.list.window.rows };
      },
      key: (attempt) => attempt.id,
      render: (attempt) => this.row(attempt),
      onChoose: (attempt) => { location.hash = `#/inbox/${attempt.message}`; },
    });
    this.summary = h('p', { class: 'summary' });
    this.element = h('div', { class: 'view' },
      h('h1', {}, 'Delivery reports'),
      h('dl', { class: 'tiles' }, Object.entries(TILES).map(([name, title]) => this.tile(name, title))),
      h('div', { class: 'columns even' },
        h('div', { class: 'stack' }, this.addresses(), this.outcomes()),
        h('section', { class: 'panel attempts-panel', 'aria-label': 'Attempts' }, h('h2', {}, 'Attempts'), this.summary, this.list.element)));
    this.refresh = throttled(async () => {
      await this.list.load();
      setText(this.summary, this.list.total ? `${plural(this.list.total, 'attempt')}, newest first. Choose one to see its message.` : 'None yet.');
    }, 300);
  }

  tile(name, title) {
    const value = h('dd', {}, '0');
    this.tiles.set(name, value);
    return h('div', { class: `tile ${name}` }, h('dt', {}, title), value);
  }

  row(attempt) {
    return h('div', { class: 'attempt-row' },
      h('span', { class: 'top' }, h('b', {}, phone(attempt.phone_number)), h('span', { class: `badge ${attempt.taken ? 'delivered' : 'failed'}` }, `receiver: ${attempt.answer}`), time(attempt.at)),
      h('span', { class: 'bottom' }, h('span', {}, `status ${attempt.code}`), h('span', {}, `attempt ${attempt.attempt}`), attempt.forged && h('span', {}, 'forged')));
  }

  addresses() {
    const form = (label, note, id, save) => {
      const input = h('input', { type: 'url', id, placeholder: 'http://127.0.0.1:8080/…', autocomplete: 'off' });
      return [input, h('form', { class: 'address', onsubmit: (event) => {
        event.preventDefault();
        this.app.attempt(() => save(input.value.trim() || null), input.value.trim() ? 'The address is set.' : 'Nothing is posted any more.');
      } }, field(label, input, note), h('button', { type: 'submit', class: 'button primary' }, 'Set'))];
    };
    const [to, toForm] = form('Reports are posted to', 'Of messages that are accepted from then on.', 'reports-to', (address) => post('reports', { to: address }));
    const [replies, repliesForm] = form('Replies of phones are posted to', 'In the sandbox’s own form: the provider’s is not public.', 'replies-to', (address) => post('reply', { to: address }));
    Object.assign(this, { to, replies });
    return h('section', { class: 'panel stack' }, h('h2', {}, 'Addresses'), toForm, repliesForm);
  }

  outcomes() {
    this.shares = h('div', { class: 'stack' });
    this.oddities = h('div', { class: 'stack' });
    return h('section', { class: 'panel stack' },
      h('h2', {}, 'What becomes of messages'),
      h('p', { class: 'note' }, 'By chance, for numbers that choose nothing themselves; the rest is delivered (200).'),
      h('form', { class: 'stack', onsubmit: (event) => { event.preventDefault(); this.saveShares(); } },
        this.shares,
        h('p', { class: 'actions' }, button('One more status', () => this.addShare('507', 10)), h('button', { type: 'submit', class: 'button primary' }, 'Set'))),
      h('h3', {}, 'Oddities'),
      h('p', { class: 'note' }, 'Percent of the messages whose reports are odd.'),
      this.oddities);
  }

  addShare(code, part) {
    const select = h('select', { 'aria-label': 'Status' }, Object.entries(this.app.about.statuses).filter(([value]) => value !== '200').map(([value, name]) => h('option', { value }, `${value} ${name}`)));
    select.value = code;
    const row = h('div', { class: 'share' }, select, h('input', { type: 'number', min: '0', max: '100', step: 'any', value: String(part), 'aria-label': 'Percent' }), h('span', {}, '%'),
      button(icon('close'), () => row.remove(), { class: 'button quiet', 'aria-label': 'Remove this status' }));
    this.shares.append(row);
  }

  saveShares() {
    const codes = {};
    [...this.shares.children].forEach((row) => {
      const code = row.querySelector('select').value;
      codes[code] = (codes[code] ?? 0) + Number(row.querySelector('input').value) / 100;
    });
    codes[200] = Math.max(0, 1 - Object.values(codes).reduce((sum, part) => sum + part, 0));
    this.app.attempt(() => post('reports', { finalCodes: codes, seed: 1 }), 'The shares are set.');
  }

  drawPlan({ final_codes: codes, oddities }) {
    const drawn = JSON.stringify([codes, oddities]);
    if (drawn === this.drawn) {
      return;
    }
    this.drawn = drawn;
    this.shares.replaceChildren();
    Object.entries(codes).filter(([code]) => code !== '200').forEach(([code, part]) => this.addShare(code, +(100 * part).toFixed(3)));
    this.oddities.replaceChildren(...this.app.about.oddities.map((name) => {
      const input = h('input', { type: 'number', min: '0', max: '100', step: 'any', value: String(+(100 * (oddities[name] ?? 0)).toFixed(3)),
        onchange: () => this.app.attempt(() => post('reports', { oddity: name, probability: Number(input.value) / 100, seed: 1 }), 'The oddity is set.') });
      return h('label', { class: 'share' }, h('span', {}, words(name)), input, h('span', {}, '%'));
    }));
  }

  show() {}

  update({ reports, reporting, replies_to: repliesTo }) {
    Object.keys(TILES).forEach((name) => setText(this.tiles.get(name), count(reports[name])));
    const set = (input, value) => {
      // keep what was typed and is not set yet
      if (input.dataset.set !== (value ?? '')) {
        input.dataset.set = value ?? '';
        input.value = value ?? '';
      }
    };
    set(this.to, reporting.to);
    set(this.replies, repliesTo);
    this.drawPlan(reporting.plan);
    this.refresh();
  }
}
