import { get, live, throttled } from '../api.js';
import { button, h, icon, setText } from '../dom.js';
import { count, phone, plural, state, STATES, time, visible } from '../format.js';
import { VirtualList } from '../virtual-list.js';
import { MessagePanel } from './message.js';

const PLACES = { anywhere: 'everywhere', number: 'in numbers', session: 'in session IDs', text: 'in texts' };

export class InboxView {
  constructor(app) {
    this.app = app;
    this.newest = 0;
    this.filter = { query: '', in: 'anywhere', state: '', campaign: '' };
    this.panel = new MessagePanel(app);
    this.list = new VirtualList({
      label: 'Messages, newest first',
      rowHeight: 76,
      fetch: (offset, limit) => this.fetch(offset, limit),
      key: (message) => message.number,
      render: (message) => this.row(message),
      onChoose: (message) => { location.hash = `#/inbox/${message.number}${this.query()}`; },
    });
    this.summary = h('p', { class: 'summary', role: 'status' });
    this.fresh = button('', () => this.follow(), { class: 'button fresh', hidden: true });
    this.ofCampaign = h('a', { class: 'chip', href: '#/inbox', hidden: true }, 'one campaign ', icon('close'));
    this.nothing = h('p', { class: 'nothing', hidden: true }, 'No message matches.');
    this.empty = h('p', { class: 'nothing', hidden: true }, 'Nothing has arrived yet. ', h('a', { href: '#/start' }, 'How to connect'));
    this.element = h('div', { class: 'view split inbox' },
      h('section', { class: 'pane list-pane', 'aria-label': 'List of messages' },
        h('h1', {}, 'Inbox'),
        this.toolbar(),
        h('div', { class: 'list-head' }, this.summary, this.ofCampaign, this.fresh),
        this.nothing,
        this.empty,
        this.list.element),
      h('section', { class: 'pane detail-pane', 'aria-label': 'Message', tabindex: '-1' }, this.panel.element));
    this.refresh = throttled(() => this.reload(), 300);
  }

  toolbar() {
    this.search = h('input', {
      type: 'search', id: 'search', placeholder: 'Search', 'aria-label': 'Search messages', autocomplete: 'off', spellcheck: 'false',
      oninput: () => { clearTimeout(this.typing); this.typing = setTimeout(() => this.filtered({ query: this.search.value }), 150); },
    });
    this.place = h('select', { 'aria-label': 'Where to search', onchange: () => this.filtered({ in: this.place.value }) },
      Object.entries(PLACES).map(([value, words]) => h('option', { value }, words)));
    this.chips = ['', ...Object.keys(STATES)].map((value) =>
      h('button', { type: 'button', class: `chip ${value}`, 'aria-pressed': String(value === ''), 'data-state': value, onclick: () => this.filtered({ state: value }) },
        value ? STATES[value] : 'All'));
    return h('div', { class: 'toolbar', role: 'search' },
      h('div', { class: 'search-box' }, icon('search'), this.search),
      this.place,
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Status' }, this.chips));
  }

  row(message) {
    return h('div', { class: 'message-row' },
      h('span', { class: 'top' }, h('b', { class: 'number' }, phone(message.phone_number)), time(message.at)),
      h('span', { class: 'preview' }, visible(message.text)),
      h('span', { class: 'bottom' }, state(message), h('span', { class: 'session' }, message.session_id ? visible(message.session_id) : 'no session ID')));
  }

  query() {
    return this.filter.campaign ? `?campaign=${this.filter.campaign}` : '';
  }

  filtered(change) {
    Object.assign(this.filter, change);
    this.chips.forEach((chip) => chip.setAttribute('aria-pressed', String(chip.dataset.state === this.filter.state)));
    this.ofCampaign.hidden = !this.filter.campaign;
    this.pinned = null;
    this.list.active = -1;
    this.list.toTop();
    this.reload();
  }

  async fetch(offset, limit) {
    // a list that is scrolled down keeps its place: what arrives meanwhile waits above
    if (this.list.atTop) {
      this.pinned = null;
    } else if (!this.pinned) {
      this.pinned = this.newest + 1;
    }
    const answer = await this.app.attempt(() => get('inbox', { ...this.filter, before: this.pinned, offset, limit }));
    if (!answer) {
      return { total: this.list.total, rows: this.list.window.rows };
    }
    this.newest = Math.max(answer.before - 1, this.pinned ? this.newest : 0);
    return { total: answer.total, rows: answer.messages };
  }

  async reload() {
    await this.list.load();
    setText(this.summary, plural(this.list.total, 'message'));
    // where nothing is, nothing could match
    const anything = !live.snapshot || live.snapshot.stats.messages > 0;
    const filtered = anything && (this.filter.query.trim() !== '' || this.filter.state !== '' || this.filter.campaign !== '');
    this.nothing.hidden = this.list.total > 0 || !filtered;
    this.empty.hidden = this.list.total > 0 || filtered;
  }

  follow() {
    this.list.toTop();
    this.reload();
  }

  show(number, parameters) {
    const campaign = parameters.get('campaign') ?? '';
    if (campaign !== this.filter.campaign) {
      this.filtered({ campaign });
    }
    this.element.classList.toggle('has-detail', number !== '');
    const chosen = number === '' ? null : Number(number);
    this.list.choose(chosen);
    this.panel.show(chosen, `#/inbox${this.query()}`);
    this.refresh();
  }

  update(snapshot) {
    const waiting = this.pinned ? snapshot.newest - this.pinned + 1 : 0;
    this.fresh.hidden = waiting <= 0;
    setText(this.fresh, `${count(waiting)} new ↑`);
    this.refresh();
    this.panel.update();
  }

  cleared() {
    this.pinned = null;
    this.newest = 0;
    location.hash = '#/inbox';
    this.list.toTop();
    this.reload();
  }
}
