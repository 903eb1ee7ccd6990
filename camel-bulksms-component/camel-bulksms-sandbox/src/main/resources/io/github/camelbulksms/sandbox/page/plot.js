import { h, svg } from './dom.js';
import { clockTime, count, short } from './format.js';

const LEAST_WIDTH = 260;
const HEIGHT = 240;
const RIGHT = 12;
const LEFT = 48;
const BOTTOM = 26;
const TOP = 10;

/** The sums of what each step added. */
function sums(steps) {
  let sum = 0;
  return [0, ...steps.map((step) => (sum += step))];
}

/** Round numbers, four or five of them, from 0 to past the highest. */
function ticks(highest) {
  const raw = Math.max(1, highest) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) * power);
  return Array.from({ length: Math.ceil(highest / step) + 1 || 2 }, (unused, i) => i * step);
}

function area(upper, lower, x, y) {
  const there = upper.map((value, i) => `${x(i)},${y(value)}`);
  const back = lower.map((value, i) => `${x(i)},${y(value)}`).reverse();
  return `M${there.join('L')}L${back.join('L')}Z`;
}

/** Campaign progress: delivered, failed and pending on top of each other; together they are what was accepted. */
export class Plot {
  constructor() {
    this.picture = svg('svg', { role: 'img', class: 'plot-picture' });
    this.readout = h('p', { class: 'readout', 'aria-hidden': 'true' });
    this.element = h('figure', { class: 'plot' }, this.picture, this.readout);
    this.picture.addEventListener('pointermove', (event) => this.pointAt(event));
    this.picture.addEventListener('pointerleave', () => this.pointAt(null));
  }

  draw({ start, step_millis: step, accepted, delivered, failed }) {
    const series = { accepted: sums(accepted), delivered: sums(delivered), failed: sums(failed) };
    const last = series.accepted.length - 1;
    const scale = ticks(series.accepted[last]);
    const highest = scale[scale.length - 1] || 1;
    // a unit is a pixel: on a phone the letters are as large as anywhere
    const width = Math.max(LEAST_WIDTH, this.element.clientWidth);
    this.picture.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    const x = (i) => (LEFT + ((width - LEFT - RIGHT) * i) / Math.max(1, last)).toFixed(1);
    const y = (value) => (TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / highest)).toFixed(1);
    const done = series.delivered.map((value, i) => value + series.failed[i]);
    const zero = series.accepted.map(() => 0);
    const millis = (i) => Date.parse(start) + i * step;
    this.data = { series, last, x, millis, width };
    this.cursor = svg('line', { class: 'cursor', y1: TOP, y2: HEIGHT - BOTTOM, x1: -9, x2: -9 });
    this.picture.setAttribute(
      'aria-label',
      `Progress: ${count(series.accepted[last])} accepted, ${count(series.delivered[last])} delivered, ${count(series.failed[last])} failed`,
    );
    this.picture.replaceChildren(
      ...scale.map((value) =>
        svg('g', {},
          svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }),
          svg('text', { class: 'tick', x: LEFT - 8, y: Number(y(value)) + 4, 'text-anchor': 'end' }, short(value)))),
      svg('path', { class: 'area pending', d: area(series.accepted, done, x, y) }),
      svg('path', { class: 'area failed', d: area(done, series.delivered, x, y) }),
      svg('path', { class: 'area delivered', d: area(series.delivered, zero, x, y) }),
      svg('path', { class: 'line', d: `M${series.accepted.map((value, i) => `${x(i)},${y(value)}`).join('L')}` }),
      ...this.times(last, x, millis),
      this.cursor,
    );
    this.pointAt(null);
  }

  times(last, x, millis) {
    return [0, last / 2, last].map((i, place) =>
      svg('text', { class: 'tick', x: x(i), y: HEIGHT - 8, 'text-anchor': ['start', 'middle', 'end'][place] }, clockTime(millis(i))));
  }

  pointAt(event) {
    const { series, last, x, millis, width } = this.data;
    let i = last;
    if (event) {
      const box = this.picture.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width) * width;
      i = Math.min(last, Math.max(0, Math.round(((at - LEFT) / (width - LEFT - RIGHT)) * last)));
    }
    this.cursor.setAttribute('x1', event ? x(i) : -9);
    this.cursor.setAttribute('x2', event ? x(i) : -9);
    const pending = series.accepted[i] - series.delivered[i] - series.failed[i];
    this.readout.replaceChildren(
      h('span', {}, clockTime(millis(i))),
      h('span', { class: 'key delivered' }, `${count(series.delivered[i])} delivered`),
      h('span', { class: 'key failed' }, `${count(series.failed[i])} failed`),
      h('span', { class: 'key pending' }, `${count(pending)} pending`),
    );
  }
}
