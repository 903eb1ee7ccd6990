import { get, post, throttled } from '../api.js';
import { button, field, h, icon } from '../dom.js';
import { asOnPhone, count, moment, phone, plural, state, time, visible } from '../format.js';

/** The text with its segments drawn, and the character that made it UCS-2. */
function segments({ text, sms }) {
  const parts = [];
  let from = 0;
  sms.ends.forEach((end, i) => {
    const part = text.slice(from, end);
    const forced = sms.forced_by && sms.forced_by.index >= from && sms.forced_by.index < end ? sms.forced_by : null;
    const inner = forced
      ? [visible(part.slice(0, forced.index - from)),
        h('mark', { title: forced.name }, visible(forced.character)),
        visible(part.slice(forced.index - from + forced.character.length))]
      : visible(part);
    parts.push(h('span', { class: 'segment' }, h('span', { class: 'segment-number' }, String(i + 1)), inner));
    from = end;
  });
  return h('div', { class: 'segments' }, parts);
}

function alphabet({ sms, text, text_length: length }) {
  const unit = sms.alphabet === 'GSM-7' ? 'septets' : 'units';
  const facts = [
    h('b', {}, sms.alphabet),
    sms.ends.length > 1 ? `${count(sms.units)} ${unit}, ${sms.per_segment} in each segment` : `${count(sms.units)} of ${sms.per_segment} ${unit}`,
    h('b', {}, plural(sms.ends.length, 'segment')),
  ];
  return [
    h('p', { class: 'facts' }, facts.map((fact) => h('span', {}, fact))),
    sms.forced_by && h('p', { class: 'forced' }, 'UCS-2 because of ', h('mark', {}, visible(sms.forced_by.character)), ` ${sms.forced_by.name}`),
    length > text.length && h('p', { class: 'note' }, `The first ${count(text.length)} of ${count(length)} characters are shown.`),
  ];
}

/** The phone with what was written to and from it, oldest first. */
function handset(message) {
  const bubbles = [
    ...message.conversation.map((one) => ({ at: one.at, out: false, text: one.number === message.number ? message.text : one.text, failed: one.state === 'failed', chosen: one.number === message.number })),
    ...message.replies.map((reply) => ({ at: reply.at, out: true, text: reply.text, answer: reply.answer, taken: reply.taken })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (!bubbles.some((bubble) => bubble.chosen)) {
    bubbles.unshift({ at: message.at, text: message.text, chosen: true });
  }
  const sender = message.sender_id ?? 'Provider’s number';
  return h('div', { class: 'handset' },
    h('div', { class: 'handset-head' }, h('span', { class: 'avatar', 'aria-hidden': 'true' }, [...sender][0]), h('b', {}, visible(sender)), h('span', { class: 'note' }, `to ${phone(message.phone_number)}`)),
    h('ol', { class: 'bubbles', tabindex: '0', 'aria-label': 'Conversation' }, bubbles.map((bubble) =>
      h('li', { class: `bubble ${bubble.out ? 'out' : 'in'}${bubble.failed ? ' undelivered' : ''}${bubble.chosen ? ' chosen' : ''}` },
        h('p', { dir: 'auto' }, asOnPhone(bubble.text)),
        h('span', { class: 'stamp' }, time(bubble.at), bubble.failed && ' · not delivered', bubble.out && ` · ${bubble.taken ? 'taken' : bubble.answer}`)))));
}

function attempts(message) {
  if (message.attempts.length === 0) {
    return h('p', { class: 'note' }, message.reported ? 'No report has been tried yet.' : 'No address for reports is set: enter one under Reports.');
  }
  return h('table', { class: 'table' },
    h('thead', {}, h('tr', {}, ['Status', 'Tried', 'No.', 'Receiver said'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, message.attempts.map((attempt) =>
      h('tr', { class: attempt.taken ? 'good' : 'bad' },
        h('td', {}, String(attempt.code), attempt.forged && ' (forged)'), h('td', {}, time(attempt.at)), h('td', {}, String(attempt.attempt)), h('td', {}, attempt.answer)))));
}

/** One message, with everything that is known of it and can be done to it. */
export class MessagePanel {
  constructor(app) {
    this.app = app;
    this.element = h('div', { class: 'message-panel' });
    // neither a number nor none: the first call of show draws
    this.number = undefined;
    this.load = throttled(() => this.reload(), 400);
  }

  show(number, back) {
    this.back = back;
    if (number === this.number) {
      return;
    }
    this.number = number;
    this.drawn = null;
    if (number === null) {
      this.element.replaceChildren(h('p', { class: 'nothing' }, 'Choose a message to see it on its phone.'));
    } else {
      this.reload();
    }
  }

  update() {
    if (this.number) {
      this.load();
    }
  }

  async reload() {
    const asked = this.number;
    const message = asked ? await get('message', { number: asked }).catch(() => null) : null;
    if (asked !== this.number) {
      return;
    }
    // drawn anew only when something changed, so that typing a reply is not interrupted
    const drawn = JSON.stringify(message);
    if (drawn === this.drawn) {
      return;
    }
    if (message === null) {
      this.element.replaceChildren(h('p', { class: 'nothing' }, 'This message is no longer kept.'));
    } else if (this.drawn === null || this.drawn === 'null') {
      this.build(message);
    }
    this.drawn = drawn;
    if (message !== null) {
      this.fill(message);
    }
  }

  build(message) {
    this.phone = h('div', { class: 'phone-place' });
    this.facts = h('div', { class: 'facts-place' });
    this.reports = h('div', { class: 'reports-place' });
    this.element.replaceChildren(
      h('a', { class: 'back button quiet', href: this.back }, icon('back'), 'All messages'),
      h('div', { class: 'message-columns' },
        h('div', {}, this.phone, this.replyForm(message)),
        h('div', { class: 'message-facts' }, this.facts, h('h3', {}, 'Reports'), this.reports, this.reportForm(message))));
  }

  fill(message) {
    this.phone.replaceChildren(handset(message));
    const bubbles = this.phone.querySelector('.bubbles');
    const chosen = bubbles.querySelector('.chosen');
    bubbles.scrollTop = chosen ? chosen.offsetTop - bubbles.offsetTop - 12 : bubbles.scrollHeight;
    const rows = {
      Message: count(message.number), Number: phone(message.phone_number), Status: message.status ? `${message.status} ${message.status_description}` : 'none yet',
      Accepted: moment(message.at), 'Session ID': message.session_id, 'Session of the request': message.request_session_id,
      'Reference ID': message.reference_id, Sender: message.sender_id, 'Use case': message.ucid,
    };
    this.facts.replaceChildren(
      h('h2', {}, phone(message.phone_number), ' ', state(message)),
      ...alphabet(message).filter(Boolean),
      segments(message),
      h('dl', { class: 'facts-list' }, Object.entries(rows).filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, visible(String(value)))])),
      h('p', {}, h('a', { href: `#/requests/${message.request}` }, `Request ${message.request}`), ' ', message.opted_out && h('span', { class: 'badge failed' }, 'opted out')));
    this.reports.replaceChildren(attempts(message));
  }

  replyForm(message) {
    const text = h('input', { type: 'text', value: 'STOP', 'aria-label': 'Reply from this phone', maxlength: '1600', autocomplete: 'off' });
    return h('form', { class: 'reply', onsubmit: (event) => {
      event.preventDefault();
      this.app.attempt(() => post('reply', { from: message.phone_number, text: text.value })).then(() => this.reload());
    } }, text, h('button', { type: 'submit', class: 'button primary' }, 'Reply'));
  }

  reportForm(message) {
    const code = h('select', {}, h('option', { value: '' }, 'the last one again'),
      Object.entries(this.app.about.statuses).map(([value, words]) => h('option', { value }, `${value} ${words}`)));
    const delay = h('select', {}, [[0, 'now'], [5, 'in 5 s'], [60, 'in a minute'], [600, 'in 10 minutes']].map(([seconds, words]) => h('option', { value: String(seconds) }, words)));
    return h('form', { class: 'report-form', onsubmit: (event) => {
      event.preventDefault();
      const body = { message: message.number, delayMillis: 1000 * Number(delay.value) };
      this.app.attempt(() => post('report', code.value ? { ...body, code: Number(code.value) } : body), 'The report is on its way.').then(() => this.reload());
    } }, field('Report', code), field('When', delay), h('button', { type: 'submit', class: 'button' }, 'Send report'));
  }
}
