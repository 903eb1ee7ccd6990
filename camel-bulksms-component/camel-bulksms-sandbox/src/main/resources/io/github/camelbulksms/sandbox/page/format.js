import { h } from './dom.js';

const numbers = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const count = (number) => numbers.format(number);
/** For little room: 2.9K. */
export const short = (number) => (number < 1_000 ? numbers.format(number) : compact.format(number));
export const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : '–');
export const phone = (digits) => `+${digits}`;
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

export function time(at) {
  return h('time', { datetime: at, title: at }, clock.format(new Date(at)));
}

/** With its day, in the user's own time zone. */
export const moment = (at) => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export const clockTime = (millis) => clock.format(new Date(millis));

export function duration(millis) {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  return seconds < 90 ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : `${Math.round(seconds / 60)} min`;
}

const CONTROLS = [
  'NUL', 'SOH', 'STX', 'ETX', 'EOT', 'ENQ', 'ACK', 'BEL', 'BS', 'TAB', 'LF', 'VT', 'FF', 'CR', 'SO', 'SI',
  'DLE', 'DC1', 'DC2', 'DC3', 'DC4', 'NAK', 'SYN', 'ETB', 'CAN', 'EM', 'SUB', 'ESC', 'FS', 'GS', 'RS', 'US',
];
const NAMED = {
  0x00ad: 'SHY', 0x061c: 'ALM', 0x200b: 'ZWSP', 0x200c: 'ZWNJ', 0x200d: 'ZWJ', 0x200e: 'LRM', 0x200f: 'RLM', 0x2028: 'LSEP', 0x2029: 'PSEP',
  0x202a: 'LRE', 0x202b: 'RLE', 0x202c: 'PDF', 0x202d: 'LRO', 0x202e: 'RLO', 0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI', 0x2069: 'PDI',
  0xfeff: 'BOM', 0x7f: 'DEL',
};
// a joiner between emoji can be seen: it makes a family of three people
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

const mark = (character) => {
  const code = character.codePointAt(0);
  const name = NAMED[code] ?? CONTROLS[code] ?? `U+${code.toString(16).toUpperCase()}`;
  return h('span', { class: 'unseen', title: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` }, name);
};

/** A text whose invisible characters can be seen, and whose direction stays its own. */
export function visible(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    parts.push(text.slice(from, match.index), mark(match[0]));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return h('bdi', {}, parts.filter((part) => part !== ''));
}

/** As a phone shows it: directions at work, control characters as pictures, since a browser drops some of them. */
export function asOnPhone(text) {
  return text.replace(/[\u0000-\u0009\u000b-\u001f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)));
}

export const STATES = { pending: 'Pending', delivered: 'Delivered', failed: 'Failed' };

export function state(message) {
  const words = message.status ? `${STATES[message.state]} ${message.status}` : STATES[message.state];
  return h('span', { class: `badge ${message.state}` }, words);
}

/** FAULT_NAMES as words. */
export const words = (constant) => {
  const lower = constant.toLowerCase().replaceAll('_', ' ');
  return (lower.charAt(0).toUpperCase() + lower.slice(1)).replace(/^Html/, 'HTML').replace(/^Rfc/, 'RFC').replace(' ip ', ' IP ');
};
