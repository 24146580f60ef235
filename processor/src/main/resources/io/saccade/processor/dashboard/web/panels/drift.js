// Drift: every stream of images by how it stands, and the story of the one that is chosen.

import { badge, h, head, none, renew } from '../dom.js';
import { Chart } from '../chart.js';
import { count, moment, scale } from '../format.js';
import { beware, questions, verdict } from './drift-story.js';

const STATES = {
  ALARM: ['alarm', 'bad', 0], WARN: ['warning', 'warn', 1], RECOVERING: ['recovering', 'warn', 2],
  OK: ['no drift', 'ok', 3], INSUFFICIENT: ['too few images', undefined, 4],
};

const rank = (stream) => STATES[stream.state]?.[2] ?? 5;

const byWeight = (a, b) =>
  rank(a) - rank(b) || (b.report.effect ?? 0) - (a.report.effect ?? 0) || a.id.localeCompare(b.id);

/** The stream that is worst off, or null. */
export function worst(store) {
  return [...store.drift.values()].sort(byWeight)[0] ?? null;
}

const title = (stream) => stream.key || 'all images';

export function drift(panel, store) {
  const note = head(panel, 'Drift');
  const empty = h('div');
  const list = h('div.streams', { role: 'group', 'aria-label': 'Streams of images, the worst first' });
  const heading = h('div.head');
  const said = h('p.verdict');
  const asked = h('div.questions');
  const doubts = h('div');
  const figure = h('div');
  const board = h('div.drift', { hidden: true }, list, h('div.story', { role: 'region', 'aria-label': 'The chosen stream' }, heading, said, asked, figure, doubts));
  panel.append(empty, board);
  const chart = new Chart(figure, lines(), { name: 'Effect over time', axis: (v) => v.toFixed(2), height: 140, sync: 'drift', top: 0.1 });
  let chosen = null;

  const show = () => {
    const streams = [...store.drift.values()].sort(byWeight);
    board.hidden = streams.length === 0;
    renew(empty, streams.length ? [] : none(...missing(store)));
    if (!streams.length) return;
    note.textContent = `${count(streams.length)} ${streams.length === 1 ? 'stream' : 'streams'}, judged by windows of the events' own time`;
    const stream = store.drift.get(chosen) ?? streams[0];
    renew(list, streams.map((each) => entry(each, each.id === stream.id, () => { chosen = each.id; show(); })));
    tell(stream);
  };
  const tell = (stream) => {
    const { report } = stream;
    const [word, level] = STATES[stream.state];
    renew(heading, [
      h('h3', {}, `${stream.model} ${stream.version}, ${title(stream)}, windows of ${scale(stream.scale)}`),
      h('span', {}, badge(word, level), h('span.sub', {}, ` ${moment(report.start)} to ${moment(report.end)}, ${count(report.images)} images`)),
    ]);
    said.textContent = verdict(report);
    renew(asked, questions(report));
    renew(doubts, beware(report));
    draw(chart, stream);
  };
  store.on('drift meta', show);
}

/** What is missing where there are no reports, and what would bring them. */
function missing(store) {
  if (!store.meta?.driftWatched) {
    return ['Drift is not watched: ', h('code', {}, 'drift.enabled'), ' is off.'];
  }
  return ['No report yet. Images are compared with the reference in the model\u2019s bundle, in windows of five minutes and more. ',
    'A bundle without one gets it by ', h('code', {}, './saccade model profile'), '.'];
}

function entry(stream, on, choose) {
  const [word, level] = STATES[stream.state];
  return h('button.stream', { type: 'button', 'aria-pressed': String(on), 'data-key': stream.id, onclick: choose, title: title(stream) },
    h('span.name', {}, title(stream)), badge(word, level),
    h('span.sub', {}, `${stream.model} ${stream.version} · ${scale(stream.scale)}${stream.report.effect === null ? '' : ` · effect ${stream.report.effect.toFixed(2)}`}`));
}

function lines() {
  const write = (value) => (value === null || value === undefined ? '–' : value.toFixed(3));
  return [
    { label: 'effect', color: 1, points: true, fill: true, write },
    { label: 'an alarm takes', color: 6, dash: [5, 5], write },
    { label: 'alarm', color: 4, points: true, width: 0, silent: true, write },
  ];
}

/** The effect of every window that is known, and what an alarm takes. */
function draw(chart, { history, report }) {
  const at = history.map((window) => window.end / 1000);
  const last = at.at(-1) ?? 0;
  const first = at[0] ?? 0;
  const width = Math.max(last - first, 1800);
  chart.show([
    at,
    history.map((window) => window.effect),
    history.map(() => report.minEffect),
    history.map((window) => (window.state === 'ALARM' ? window.effect : null)),
  ], [last - width * 1.02, last + width * 0.02]);
}
