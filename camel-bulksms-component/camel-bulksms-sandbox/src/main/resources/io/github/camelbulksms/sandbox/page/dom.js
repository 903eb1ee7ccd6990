// Elements made of text nodes and attributes alone: nothing that arrives is ever parsed as markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'style') {
      // by the object model, as the policy of the page allows no style attributes
      Object.entries(value).forEach(([property, text]) => element.style.setProperty(property, text));
    } else if (name === 'value' && 'value' in element) {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An element: h('p', { class: 'note', onclick: … }, 'text', child…). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  // options first: a select takes the value of one that it has
  return tag === 'select' ? fill(fill(element, {}, children), attributes, []) : fill(element, attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const ICONS = {
  campaigns: 'M4 19V5m0 14h16M8 15l4-5 3 3 5-7',
  inbox: 'M4 13l2-8h12l2 8v6H4zm0 0h5l1 2h4l1-2h5',
  requests: 'M7 7h13m0 0l-4-4m4 4l-4 4M17 17H4m0 0l4 4m-4-4l4-4',
  faults: 'M13 3L5 14h6l-1 7 8-11h-6z',
  reports: 'M5 12l4 4L19 6M5 20h14',
  start: 'M12 4v9m0 0l-4-4m4 4l4-4M5 18h14',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zm0-5v2m0 14v2M3 12h2m14 0h2M5.600 5.600L7 7m10 10l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400',
  moon: 'M20 14.500A8 8 0 119.500 4a6.500 6.500 0 0010.500 10.500z',
  bin: 'M5 7h14M10 7V4h4v3m3 0l-1 13H8L7 7m3 4v6m4-6v6',
  back: 'M15 5l-7 7 7 7',
  search: 'M11 5a6 6 0 100 12 6 6 0 000-12zm4.500 10.500L20 20',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  close: 'M6 6l12 12M18 6L6 18',
};

export function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));
}

/** Replaces what an element holds, unless it holds just that. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A button that says in its place what went wrong, as well as in the page's notes. */
export function button(label, onclick, attributes = {}) {
  return h('button', { type: 'button', class: 'button', onclick, ...attributes }, label);
}

export function field(label, input, note) {
  return h('label', { class: 'field' }, h('span', { class: 'label' }, label), input, note && h('span', { class: 'note' }, note));
}
