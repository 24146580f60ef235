// How many predictions were right, where labels come.

import { badge, h, head, none, renew, table } from '../dom.js';
import { count, moment, percent, scale } from '../format.js';

const VERDICTS = { AGREES: ['agrees', 'ok'], TOO_HIGH: ['too high', 'bad'], TOO_LOW: ['too low', 'warn'] };

export function accuracy(panel, store) {
  const note = head(panel, 'Realised accuracy');
  const body = h('div');
  panel.append(body);
  store.on('accuracy meta', () => {
    const rows = [...store.accuracy.values()].flatMap((stream) => stream.windows.map((window) => ({ stream, window })))
      .sort((a, b) => b.window.end - a.window.end || a.stream.id.localeCompare(b.stream.id)).slice(0, 60);
    note.textContent = rows.length ? 'by labels that have come, 95 % interval' : '';
    renew(body, rows.length ? table('Realised accuracy',
      [['Window', ''], ['Right', 'num'], ['Interval', 'num.shy'], ['Labelled', 'num'], ['Estimate', '']],
      rows.map(row)) : none('No labels yet. With ', h('code', {}, 'labels.enabled=on'),
      ' labels that come later are joined with the predictions of their images, and this says how many were right.'));
  });
}

function row({ stream, window }) {
  const verdict = window.verdict && VERDICTS[window.verdict];
  return [
    [h('div.name', {}, `${stream.model} ${stream.version}${stream.key ? ` · ${stream.key}` : ''}`),
      h('div.sub', {}, `${scale(stream.scale)} from ${moment(window.start)}${window.isFinal ? '' : ', not final'}`)],
    h('b', {}, percent(window.share)),
    window.share === null ? '' : `${percent(window.low)} to ${percent(window.high)}`,
    [count(window.labelled), h('span.sub', {}, ` of ${count(window.predictions)}`)],
    window.estimate === null ? '' : [`${percent(window.estimate)} `, verdict ? badge(verdict[0], verdict[1]) : null],
  ];
}
