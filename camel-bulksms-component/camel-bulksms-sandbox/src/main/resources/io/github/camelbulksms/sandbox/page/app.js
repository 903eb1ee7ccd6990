import { get, call, listen, live } from './api.js';
import { button, h, icon, setText } from './dom.js';
import { count, plural, short } from './format.js';
import { CampaignsView } from './views/campaigns.js';
import { FaultsView } from './views/faults.js';
import { InboxView } from './views/inbox.js';
import { ReportsView } from './views/reports.js';
import { RequestsView } from './views/requests.js';
import { StartView } from './views/start.js';

const ANNOUNCE_MILLIS = 10_000;

const VIEWS = [
  { name: 'campaigns', title: 'Campaigns', View: CampaignsView, badge: (now) => now.campaigns.length },
  { name: 'inbox', title: 'Inbox', View: InboxView, badge: (now) => now.stats.messages },
  { name: 'requests', title: 'Requests', View: RequestsView, badge: (now) => now.stats.requests },
  { name: 'faults', title: 'Faults', View: FaultsView, badge: (now) => now.faults.length },
  { name: 'reports', title: 'Reports', View: ReportsView, badge: (now) => now.reports.attempts },
  { name: 'start', title: 'Connect', View: StartView, badge: () => 0 },
];

/** Remembers what the user chose; a browser may forbid it. */
const memory = {
  get: () => { try { return localStorage.getItem('theme'); } catch { return null; } },
  set: (theme) => { try { localStorage.setItem('theme', theme); } catch { /* the choice lasts as long as the page */ } },
};

class App {
  constructor(about) {
    this.views = new Map();
    this.badges = new Map();
    this.about = about;
    this.outage = h('p', { class: 'note-box bad outage', hidden: true });
    this.notes = h('div', { class: 'notes', role: 'status' }, this.outage);
    this.announcer = h('p', { class: 'hidden-visually', role: 'status' });
    this.announced = 0;
    this.main = h('main', { id: 'main', tabindex: '-1' });
    this.connection = h('p', { class: 'connection' }, 'connecting…');
    this.links = VIEWS.map((view) => this.link(view));
    document.body.append(this.navigation(), this.main, this.notes, this.announcer);
    this.theme(memory.get());
    addEventListener('hashchange', () => this.route());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.theme(null));
    addEventListener('keydown', (event) => this.shortcut(event));
    this.route();
    listen((snapshot) => this.update(snapshot), (connected) => this.connected(connected));
  }

  link({ name, title }) {
    const badge = h('span', { class: 'count' });
    this.badges.set(name, badge);
    return h('a', { href: `#/${name}`, 'data-view': name }, icon(name), h('span', { class: 'title' }, title), badge);
  }

  navigation() {
    this.themeButton = button('', () => this.theme(this.isDark() ? 'light' : 'dark'), { class: 'button quiet', id: 'theme' });
    return h('header', { class: 'side' },
      h('p', { class: 'brand' }, h('img', { src: '/page/icon.svg', alt: '', width: '30', height: '30' }), h('span', {}, 'Bulk SMS ', h('b', {}, 'sandbox'))),
      h('nav', { 'aria-label': 'Views' }, this.links),
      h('div', { class: 'side-foot' },
        this.connection,
        h('div', { class: 'tools' },
          this.themeButton,
          button([icon('bin'), h('span', { class: 'title' }, 'Clear')], () => this.clear(), { class: 'button quiet', id: 'clear', 'aria-label': 'Clear', title: 'Forgets all messages, requests, faults and waiting reports' }))));
  }

  isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  theme(chosen) {
    if (chosen) {
      document.documentElement.dataset.theme = chosen;
      memory.set(chosen);
    }
    const other = this.isDark() ? 'Light' : 'Dark';
    this.themeButton.setAttribute('aria-label', other);
    this.themeButton.replaceChildren(icon(this.isDark() ? 'sun' : 'moon'), h('span', { class: 'title' }, other));
  }

  route() {
    const [path, query] = location.hash.replace(/^#\//, '').split('?');
    const [name, ...rest] = path.split('/');
    const known = VIEWS.find((view) => view.name === name) ?? VIEWS[0];
    if (!this.views.has(known.name)) {
      this.views.set(known.name, new known.View(this));
    }
    const view = this.views.get(known.name);
    const changed = this.view !== view;
    this.view = view;
    document.title = `${known.title} – Bulk SMS sandbox`;
    this.links.forEach((link) => {
      if (link.dataset.view === known.name) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    });
    if (changed) {
      this.main.replaceChildren(view.element);
    }
    view.show(rest.join('/'), new URLSearchParams(query));
    if (live.snapshot) {
      view.update(live.snapshot);
    }
  }

  update(snapshot) {
    VIEWS.forEach(({ name, badge }) => {
      const number = badge(snapshot);
      setText(this.badges.get(name), number ? short(number) : '');
    });
    this.view.update(snapshot);
    const now = Date.now();
    if (snapshot.stats.messages !== this.announcedMessages && now - this.announced > ANNOUNCE_MILLIS) {
      this.announced = now;
      this.announcedMessages = snapshot.stats.messages;
      this.announcer.textContent = `${plural(snapshot.stats.messages, 'message')} accepted, ${count(snapshot.delivered)} delivered, ${count(snapshot.failed)} failed`;
    }
  }

  async connected(connected) {
    this.connection.className = connected ? 'connection live' : 'connection lost';
    setText(this.connection, connected ? 'live' : 'not connected');
    const about = await get('about').catch((error) => error);
    if (live.connected !== connected) {
      return;
    }
    if (about.instance && about.instance !== this.about.instance) {
      // another sandbox at the same address, with another key and other messages
      location.reload();
    }
    this.outage.hidden = connected;
    const reason = about.status === 403 ? 'The sandbox asks for another token: open the address that it printed.' : about.message ?? 'The connection is lost.';
    setText(this.outage, connected ? '' : `${reason} What you see is from before; the page tries again by itself.`);
  }

  /** Does what the user asks for, and says how it went. */
  async attempt(task, done) {
    try {
      const result = await task();
      if (done) {
        this.note(done, 'good');
      }
      return result;
    } catch (error) {
      this.note(error.message, 'bad');
      return undefined;
    }
  }

  note(text, kind) {
    // said once, however many calls failed for the same reason
    [...this.notes.children].filter((one) => one !== this.outage && one.textContent === text).forEach((one) => one.remove());
    const note = h('p', { class: `note-box ${kind}` }, text);
    this.notes.append(note);
    setTimeout(() => note.remove(), kind === 'bad' ? 8000 : 3500);
  }

  async clear() {
    await this.attempt(() => call('DELETE', 'messages'), 'Everything is forgotten.');
    this.views.forEach((view) => view.cleared?.());
  }

  shortcut(event) {
    if (event.key === '/' && !event.target.matches('input, select, textarea')) {
      event.preventDefault();
      const focus = () => {
        document.querySelector('#search')?.focus();
        document.querySelector('#search')?.select();
      };
      if (this.view === this.views.get('inbox')) {
        focus();
      } else {
        // after the route has been followed, which listens to the same event
        addEventListener('hashchange', focus, { once: true });
        location.hash = '#/inbox';
      }
    }
  }
}

get('about').then(
  (about) => new App(about),
  (error) => document.body.append(h('main', { class: 'broken' }, h('h1', {}, 'The sandbox does not answer'), h('p', {}, error.message))),
);
