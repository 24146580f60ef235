// Elements from data. Text is always text: nothing that came through Kafka is read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: h('td.num', {title: 'x'}, 'text', child). */
export function h(kind, attributes = {}, ...children) {
  return fill(document.createElement(kind.split('.')[0] || 'div'), kind, attributes, children);
}

/** The same in SVG. */
export function s(kind, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, kind.split('.')[0]), kind, attributes, children);
}

function fill(element, kind, attributes, children) {
  const classes = kind.split('.').slice(1);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** The heading of a panel, with a note at its right. */
export function head(panel, title, note = '') {
  const noted = h('span.note', {}, note);
  panel.replaceChildren(h('div.head', {}, h('h2', { id: `${panel.id}-title` }, title), noted));
  return noted;
}

/** Says what is missing, and what would bring it. */
export const none = (...text) => h('p.none', {}, ...text);

export const badge = (text, level) => h('span.badge', { 'data-level': level }, text);

/** A table: columns are [title, class]; rows are arrays of cells. */
export function table(caption, columns, rows) {
  return h(
    'div.scroll', { tabindex: '0', role: 'region', 'aria-label': `${caption}, table` },
    h('table', {},
      h('thead', {}, h('tr', {}, ...columns.map(([title, kind]) => h(`th${kind ? `.${kind}` : ''}`, { scope: 'col' }, title)))),
      h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map((cell, i) => {
        const kind = columns[i][1];
        return h(`td${kind ? `.${kind}` : ''}`, {}, ...[cell].flat());
      }))))));
}

/**
 * Puts new content in place unless it is what is there already, so that focus, selection and
 * scrolling survive what comes every second.
 */
export function renew(host, content) {
  const fresh = [content].flat();
  const old = [...host.childNodes];
  if (old.length === fresh.length && old.every((node, i) => node.isEqualNode(fresh[i]))) return;
  const tops = [...host.querySelectorAll('.scroll, .streams, .pictures')].map((box) => box.scrollTop);
  const focused = host.contains(document.activeElement) ? path(host, document.activeElement) : null;
  host.replaceChildren(...fresh);
  host.querySelectorAll('.scroll, .streams, .pictures').forEach((box, i) => { box.scrollTop = tops[i] ?? 0; });
  if (focused) follow(host, focused)?.focus({ preventScroll: true });
}

function path(host, node) {
  const id = node.dataset?.key;
  const steps = [];
  for (let at = node; at !== host; at = at.parentNode) steps.unshift([...at.parentNode.childNodes].indexOf(at));
  return { id, steps };
}

function follow(host, { id, steps }) {
  if (id) return [...host.querySelectorAll('[data-key]')].find((node) => node.dataset.key === id);
  return steps.reduce((at, i) => at?.childNodes[i], host);
}

/** Bars of counts, oldest first. */
export function bars(values, label) {
  const most = Math.max(1, ...values);
  const width = 150 / values.length;
  return s('svg.spark', { viewBox: '0 0 150 22', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    s('line', { x1: 0, x2: 150, y1: 21.5, y2: 21.5 }),
    ...values.map((value, i) => {
      if (!value) return null;
      const height = Math.max(2, (value / most) * 20);
      return s('rect', { x: (i * width).toFixed(2), y: (21 - height).toFixed(2), width: Math.max(1, width - 0.7).toFixed(2), height: height.toFixed(2) });
    }));
}
