// What could not be classified, by code, and when.

import { bars, h, head, none, renew, table } from '../dom.js';
import { count } from '../format.js';

const BINS = 60;

export function failures(panel, store) {
  const note = head(panel, 'Failures by code');
  const body = h('div');
  panel.append(body);
  store.on('tick range meta', () => {
    const codes = Object.keys(store.totals.failures);
    note.textContent = codes.length ? `${count(codes.length)} ${codes.length === 1 ? 'code' : 'codes'} since start` : '';
    if (!codes.length) {
      renew(body, none('None since the processor started. What cannot be classified goes to the topic of failures with a code, and is counted here.'));
      return;
    }
    const binned = bins(store);
    const rows = codes
      .map((code) => {
        const bin = binned.get(code) ?? new Array(BINS).fill(0);
        return { code, bin, recent: bin.reduce((a, b) => a + b, 0), total: store.totals.failures[code] };
      })
      .sort((a, b) => b.recent - a.recent || b.total - a.total || a.code.localeCompare(b.code));
    renew(body, table('Failures by code', [['Code', 'clip'], ['When', ''], [`Last ${store.minutes} min`, 'num'], ['In all', 'num']],
      rows.map(({ code, bin, recent, total }) => {
        const meaning = store.meta?.codes?.[code] ?? '';
        return [
          [h('span.name', { title: code }, code), h('span.sub', { title: meaning }, meaning)],
          bars(bin, `${code}: ${count(recent)} in the last ${store.minutes} minutes`),
          count(recent), count(total),
        ];
      })));
  });
}

/** Counts by code, in bins of equal time up to now. */
function bins(store) {
  const width = (store.minutes * 60_000) / BINS;
  const now = store.now();
  const found = new Map();
  for (const point of store.shown()) {
    for (const [code, n] of Object.entries(point.codes)) {
      if (!found.has(code)) found.set(code, new Array(BINS).fill(0));
      found.get(code)[Math.max(0, BINS - 1 - Math.floor((now - point.t) / width))] += n;
    }
  }
  return found;
}
