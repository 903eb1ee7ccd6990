import { get, throttled } from '../api.js';
import { h, icon, setText } from '../dom.js';
import { count, duration, plural, time, visible, words } from '../format.js';
import { VirtualList } from '../virtual-list.js';

function outcome(request) {
  const good = request.outcome === '293';
  const kind = good ? 'delivered' : request.outcome === 'in progress' ? 'pending' : 'failed';
  const text = /^-?\d+$/.test(request.outcome) || request.outcome === 'in progress' ? request.outcome : words(request.outcome);
  return h('span', { class: `badge ${kind}` }, `${request.status ? `${request.status} · ` : ''}${text}`);
}

/** How the check went, as far as the outcome tells: a fault may come before it. */
function checked({ outcome: result, check, messages }) {
  if (result === '293' || messages > 0) {
    return 'good';
  }
  return check.startsWith('not checked') ? 'unknown' : 'bad';
}

/** JSON with its lines, anything else as it is. */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const code = (text) => h('pre', { class: 'code', tabindex: '0' }, visible(text));

export class RequestsView {
  constructor(app) {
    this.app = app;
    this.list = new VirtualList({
      label: 'Requests, newest first',
      rowHeight: 60,
      fetch: async (offset, limit) => {
        const answer = await app.attempt(() => get('requests', { offset, limit }));
        return answer ? { total: answer.total, rows: answer.requests } : { total: this.list.total, rows: this.list.window.rows };
      },
      key: (request) => request.number,
      render: (request) => h('div', { class: 'request-row' },
        h('span', { class: 'top' }, h('b', {}, `#${count(request.number)}`), outcome(request), time(request.at)),
        h('span', { class: 'bottom' }, h('span', {}, plural(request.recipients, 'recipient')), request.fault && h('span', {}, words(request.fault)),
          request.millis !== undefined && h('span', {}, duration(request.millis)))),
      onChoose: (request) => { location.hash = `#/requests/${request.number}`; },
    });
    this.summary = h('p', { class: 'summary', role: 'status' });
    this.empty = h('p', { class: 'nothing', hidden: true }, 'No request has come yet. ', h('a', { href: '#/start' }, 'How to connect'));
    this.detail = h('div', { class: 'request-detail' });
    this.element = h('div', { class: 'view split' },
      h('section', { class: 'pane list-pane', 'aria-label': 'List of requests' }, h('h1', {}, 'Requests'), h('div', { class: 'list-head' }, this.summary), this.empty, this.list.element),
      h('section', { class: 'pane detail-pane', 'aria-label': 'Request' }, this.detail));
    this.refresh = throttled(async () => {
      await this.list.load();
      setText(this.summary, plural(this.list.total, 'request'));
      this.empty.hidden = this.list.total > 0;
      await this.load();
    }, 300);
  }

  show(number) {
    this.number = number === '' ? null : Number(number);
    this.drawn = null;
    this.element.classList.toggle('has-detail', number !== '');
    this.list.choose(this.number);
    if (this.number === null) {
      this.detail.replaceChildren(h('p', { class: 'nothing' }, 'Choose a request to see it as it came, and what it was told.'));
    }
    this.refresh();
    this.load();
  }

  async load() {
    const asked = this.number;
    const request = asked === null ? null : await get('request', { number: asked }).catch(() => null);
    const drawn = JSON.stringify(request);
    if (asked === null || asked !== this.number || drawn === this.drawn) {
      return;
    }
    this.drawn = drawn;
    this.detail.replaceChildren(...(request ? this.whole(request) : [h('p', { class: 'nothing' }, 'This request is no longer kept.')]));
  }

  whole(request) {
    const headers = Object.entries(request.headers).flatMap(([name, values]) => values.map((value) => `${name}: ${value}`)).join('\n');
    const shown = request.body.length < request.body_bytes ? ` (the first ${count(request.body.length)} characters of ${count(request.body_bytes)} bytes)` : '';
    return [
      h('a', { class: 'back button quiet', href: '#/requests' }, icon('back'), 'All requests'),
      h('h2', {}, `Request ${count(request.number)} `, outcome(request)),
      h('p', { class: 'facts' }, h('span', {}, time(request.at)), h('span', {}, `from ${request.from}`), h('span', {}, plural(request.recipients, 'recipient')),
        request.millis !== undefined && h('span', {}, `answered after ${duration(request.millis)}`)),
      h('p', { class: `check ${checked(request)}` }, h('b', {}, 'Checked: '), visible(request.check)),
      request.fault && h('p', { class: 'check bad' }, h('b', {}, 'Fault: '), words(request.fault)),
      request.messages > 0 && h('p', {}, h('a', { href: `#/inbox/${request.first_message}` }, `Its first message`), ` of ${count(request.messages)}`),
      h('h3', {}, 'Fields'),
      h('dl', { class: 'facts-list' }, Object.entries(request.fields).map(([name, value]) => [h('dt', {}, visible(name)), h('dd', { class: 'long' }, visible(value))])),
      h('h3', {}, `Form as it was sent${shown}`), code(request.body),
      h('h3', {}, 'Headers, secrets masked'), code(headers),
      h('h3', {}, 'Reply'), request.reply ? code(pretty(request.reply)) : h('p', { class: 'note' }, 'None of the provider’s.'),
    ].filter(Boolean);
  }

  update() {
    this.refresh();
  }

  cleared() {
    this.drawn = null;
    location.hash = '#/requests';
    this.refresh();
  }
}
