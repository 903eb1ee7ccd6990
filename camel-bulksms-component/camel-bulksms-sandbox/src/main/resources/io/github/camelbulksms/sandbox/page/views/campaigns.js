import { get, throttled } from '../api.js';
import { h, setText } from '../dom.js';
import { count, duration, percent, plural, time, visible, words } from '../format.js';
import { Plot } from '../plot.js';

/** A bar of what became of a campaign's messages. */
function bar({ accepted, delivered, failed }) {
  const part = (name, number) => number > 0 && h('span', { class: name, style: { 'flex-grow': String(number) } });
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, part('delivered', delivered), part('failed', failed), part('pending', accepted - delivered - failed));
}

const REPLIES = { 293: 'accepted' };

export class CampaignsView {
  constructor(app) {
    this.app = app;
    this.tiles = new Map();
    this.list = h('ul', { class: 'campaigns' });
    this.detail = h('section', { class: 'campaign-detail panel', 'aria-label': 'Campaign' });
    this.plot = new Plot();
    this.empty = this.emptiness();
    this.body = h('div', { class: 'columns' }, this.list, this.detail);
    this.element = h('div', { class: 'view' },
      h('h1', {}, 'Campaigns'),
      h('dl', { class: 'tiles' }, ['Accepted', 'Delivered', 'Failed', 'Pending', 'Requests', 'Refused or cut'].map((name) => this.tile(name))),
      this.empty,
      this.body);
    this.load = throttled(() => this.loadDetail(), 250);
  }

  tile(name) {
    const value = h('dd', {}, '0');
    this.tiles.set(name, value);
    return h('div', { class: `tile ${name.toLowerCase().split(' ')[0]}` }, h('dt', {}, name), value);
  }

  emptiness() {
    return h('div', { class: 'panel empty' },
      h('img', { src: '/page/icon.svg', alt: '', width: '64', height: '64' }),
      h('h2', {}, 'Nothing has arrived yet'),
      h('p', {}, 'Point a route at this sandbox, and watch its campaign here.'),
      h('a', { class: 'button primary', href: '#/start' }, 'How to connect'));
  }

  show(id) {
    this.asked = id ? Number(id) : null;
    this.shown = null;
  }

  update({ stats, delivered, failed, campaigns }) {
    const values = {
      Accepted: stats.messages, Delivered: delivered, Failed: failed, Pending: stats.messages - delivered - failed,
      Requests: stats.requests, 'Refused or cut': stats.refused + stats.dropped,
    };
    Object.entries(values).forEach(([name, value]) => setText(this.tiles.get(name), count(value)));
    const any = campaigns.length > 0;
    this.empty.hidden = any;
    this.body.hidden = !any;
    if (!any) {
      return;
    }
    this.chosen = campaigns.find((campaign) => campaign.id === this.asked) ?? campaigns[0];
    this.drawList(campaigns);
    this.load();
  }

  drawList(campaigns) {
    const focused = this.list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    this.list.replaceChildren(...campaigns.map((campaign) =>
      h('li', {},
        h('a', { class: 'card', href: `#/campaigns/${campaign.id}`, 'aria-current': campaign === this.chosen ? 'true' : null },
          h('span', { class: 'preview' }, visible(campaign.template)),
          bar(campaign),
          h('span', { class: 'facts' },
            h('span', {}, campaign.accepted > 0 ? plural(campaign.accepted, 'message') : 'nothing accepted'),
            campaign.accepted > 0 && h('span', {}, `${percent(campaign.delivered, campaign.accepted)} delivered`),
            h('span', {}, time(campaign.start)))))));
    if (focused) {
      [...this.list.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
    }
  }

  async loadDetail() {
    const campaign = this.chosen && (await get('campaign', { number: this.chosen.id }).catch(() => null));
    if (!campaign) {
      return;
    }
    if (this.shown !== campaign.id) {
      this.shown = campaign.id;
      this.facts = h('p', { class: 'facts' });
      this.replies = h('ul', { class: 'replies' });
      this.detail.replaceChildren(
        h('h2', { class: 'preview' }, visible(campaign.template)),
        this.facts,
        this.plot.element,
        h('h3', {}, 'Replies to its requests'),
        this.replies,
        h('p', { class: 'actions' },
          h('a', { class: 'button', href: `#/inbox?campaign=${campaign.id}` }, 'Its messages'),
          h('a', { class: 'button', href: '#/requests' }, 'Requests')));
    }
    this.drawDetail(campaign);
  }

  drawDetail(campaign) {
    const took = Date.parse(campaign.last) - Date.parse(campaign.start);
    const rate = took > 0 && campaign.accepted > 0 ? `${count(Math.round((1000 * campaign.accepted) / took))} messages/s` : null;
    const facts = [
      plural(campaign.requests, 'request'), `in ${duration(took)}`, rate,
      campaign.sender_id && `from ${campaign.sender_id}`, campaign.ucid && `use case ${campaign.ucid}`,
    ];
    this.facts.replaceChildren(...facts.filter(Boolean).map((fact) => h('span', {}, fact)));
    this.plot.element.hidden = campaign.accepted === 0;
    if (campaign.accepted > 0) {
      this.plot.draw(campaign.progress);
    }
    this.replies.replaceChildren(...Object.entries(campaign.replies).map(([reply, times]) =>
      h('li', { class: reply === '293' ? 'good' : 'bad' }, h('b', {}, count(times)), ` × ${this.named(reply)}`)));
  }

  /** A code with its meaning; a fault as words. */
  named(reply) {
    const meaning = REPLIES[reply] ?? this.app.about.errors[reply];
    return meaning ? `${reply} ${meaning}` : words(reply);
  }

  cleared() {
    this.shown = null;
  }
}
