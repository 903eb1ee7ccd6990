import { h } from './dom.js';

// browsers give up on elements that are much higher
const MAX_HEIGHT = 12_000_000;
const AROUND = 8;
let ids = 0;

/**
 * A list of which only the rows in sight exist, and are fetched: a million is no more than twenty.
 *
 * fetch(offset, limit) gives { total, rows }; key(row) tells rows apart; render(row) gives what stands in one.
 */
export class VirtualList {
  constructor({ label, rowHeight, fetch, key, render, onChoose }) {
    Object.assign(this, { rowHeight, fetch, key, render, onChoose });
    this.id = `list-${ids++}`;
    this.total = 0;
    this.window = { offset: 0, rows: [] };
    this.active = -1;
    this.chosen = null;
    this.spacer = h('div', { class: 'spacer', role: 'presentation' });
    this.rows = h('div', { class: 'rows', role: 'presentation' });
    this.element = h(
      'div',
      {
        class: 'virtual-list',
        role: 'listbox',
        'aria-label': label,
        tabindex: '0',
        onscroll: () => this.scrolled(),
        onkeydown: (event) => this.keyPressed(event),
      },
      this.spacer,
      this.rows,
    );
    new ResizeObserver(() => this.scrolled()).observe(this.element);
  }

  get atTop() {
    return this.element.scrollTop < this.rowHeight / 2;
  }

  get visibleRows() {
    return Math.ceil(this.element.clientHeight / this.rowHeight) + 1;
  }

  /** The first row in sight. */
  get first() {
    const whole = this.total * this.rowHeight - this.element.clientHeight;
    const scrollable = this.spacer.offsetHeight - this.element.clientHeight;
    const position = scrollable <= 0 || whole <= 0 ? 0 : (this.element.scrollTop / scrollable) * whole;
    return Math.max(0, Math.floor(Math.max(0, position) / this.rowHeight));
  }

  choose(key) {
    this.chosen = key;
    this.draw();
  }

  toTop() {
    this.element.scrollTop = 0;
  }

  scrolled() {
    this.draw();
    const first = this.first;
    const last = Math.min(this.total, first + this.visibleRows);
    if (first < this.window.offset || last > this.window.offset + this.window.rows.length) {
      this.load();
    }
  }

  /** Fetches what is in sight, again when it has moved meanwhile. */
  async load() {
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    try {
      do {
        this.again = false;
        const offset = Math.max(0, this.first - AROUND);
        const { total, rows } = await this.fetch(offset, this.visibleRows + 2 * AROUND);
        this.total = total;
        this.window = { offset, rows };
        this.draw();
      } while (this.again);
    } finally {
      this.loading = false;
    }
  }

  draw() {
    this.spacer.style.height = `${Math.min(MAX_HEIGHT, this.total * this.rowHeight)}px`;
    const first = this.first;
    const { offset, rows } = this.window;
    const shown = [];
    for (let index = first; index < Math.min(this.total, first + this.visibleRows); index++) {
      shown.push(this.row(index, rows[index - offset], index - first));
    }
    this.rows.replaceChildren(...shown);
    this.rows.style.transform = `translateY(${this.top(first)}px)`;
    if (this.active >= first && this.active < first + shown.length) {
      this.element.setAttribute('aria-activedescendant', `${this.id}-${this.active}`);
    } else {
      this.element.removeAttribute('aria-activedescendant');
    }
  }

  /** Where the first row in sight is drawn: where it belongs, or, in a list that is scaled down, at the top. */
  top(first) {
    const scaled = this.total * this.rowHeight > MAX_HEIGHT;
    const lowest = this.spacer.offsetHeight - Math.min(this.total, this.visibleRows - 1) * this.rowHeight;
    return scaled ? Math.min(this.element.scrollTop, Math.max(0, lowest)) : first * this.rowHeight;
  }

  row(index, row, place) {
    const chosen = row !== undefined && this.chosen === this.key(row);
    return h(
      'div',
      {
        id: `${this.id}-${index}`,
        class: `row${index === this.active ? ' active' : ''}`,
        role: 'option',
        'aria-selected': String(chosen),
        'aria-setsize': this.total,
        'aria-posinset': index + 1,
        style: { height: `${this.rowHeight}px`, top: `${place * this.rowHeight}px` },
        onclick: () => row !== undefined && this.take(index, row),
      },
      row === undefined ? h('span', { class: 'note' }, '…') : this.render(row),
    );
  }

  take(index, row) {
    this.active = index;
    this.choose(this.key(row));
    this.onChoose?.(row);
  }

  keyPressed(event) {
    const page = this.visibleRows - 2;
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves && this.total > 0) {
      event.preventDefault();
      this.active = Math.min(this.total - 1, Math.max(0, this.active + moves[event.key]));
      this.reveal(this.active);
      this.scrolled();
    } else if (event.key === 'Enter' || event.key === ' ') {
      const row = this.window.rows[this.active - this.window.offset];
      if (row !== undefined) {
        event.preventDefault();
        this.take(this.active, row);
      }
    }
  }

  reveal(index) {
    const first = this.first;
    const rows = Math.floor(this.element.clientHeight / this.rowHeight);
    if (index >= first && index < first + rows) {
      return;
    }
    const target = index < first ? index : index - rows + 1;
    const whole = Math.max(1, this.total * this.rowHeight - this.element.clientHeight);
    const scrollable = this.spacer.offsetHeight - this.element.clientHeight;
    this.element.scrollTop = Math.ceil((target * this.rowHeight * scrollable) / whole);
  }
}
