// The six figures that answer: is all well?

import { h, renew } from '../dom.js';
import { mean } from '../store.js';
import { count, duration, rate, share, NOTHING } from '../format.js';
import { worst } from './drift.js';

export function tiles(host, store) {
  const show = () => renew(host, [throughput(store), latency(store), lag(store), lanes(store), failures(store), drift(store)]);
  store.on('tick drift meta', show);
  renew(host, ['Throughput', 'Latency, p99', 'Lag', 'Lanes busy', 'Failures', 'Drift']
    .map((title) => tile(title, NOTHING, '', '\u00a0')));
}

function tile(title, value, unit, more, level) {
  return h('dl.tile', { 'data-level': level },
    h('dt', {}, title),
    h('dd.value', {}, value, unit ? ' ' : null, unit ? h('small', {}, unit) : null),
    h('dd.more', { title: more }, more));
}

/** The last ten seconds: one alone jumps about with every poll. */
const recent = (store) => store.points.slice(-10);

function throughput(store) {
  const points = recent(store);
  return tile('Throughput', rate(mean(points, (p) => p.images)), 'images/s',
    `${count(store.totals.predictions)} since start`);
}

function latency(store) {
  const last = [...recent(store)].reverse().find((p) => p.p99 !== null && p.p99 !== undefined);
  const [value, unit] = duration(last?.p99);
  const [median, its] = duration(last?.p50);
  return tile('Latency, p99', value, unit, last ? `half within ${median} ${its}` : 'no image in the last 10 s');
}

function lag(store) {
  const point = store.latest();
  const lag = point?.lag ?? null;
  const speed = mean(recent(store), (p) => p.images) ?? 0;
  let more = 'not known yet';
  if (lag === 0) more = 'caught up';
  else if (lag > 0) more = speed > 0 ? `${duration((lag / speed) * 1000).join(' ')} of work` : 'nothing is being worked off';
  return tile('Lag', count(lag), lag === null ? '' : 'images', more, lag > 0 && speed === 0 ? 'warn' : undefined);
}

function lanes(store) {
  const point = store.latest();
  const busy = mean(recent(store), (p) => p.busy);
  return tile('Lanes busy', busy === null ? NOTHING : rate(busy), point?.lanes ? `of ${count(point.lanes)}` : '',
    point ? `${count(point.pending)} images looked ahead` : '\u00a0');
}

function failures(store) {
  const shown = store.shown();
  const failed = shown.reduce((sum, p) => sum + (p.failed ?? 0), 0);
  const all = shown.reduce((sum, p) => sum + (p.images ?? 0), 0) + failed;
  const portion = all ? failed / all : 0;
  return tile('Failures', share(portion), '', `of images, last ${store.minutes} min`,
    portion > 0.1 ? 'bad' : portion > 0.01 ? 'warn' : undefined);
}

function drift(store) {
  const stream = worst(store);
  if (!stream) return tile('Drift', NOTHING, '', 'no report yet');
  const said = {
    ALARM: ['Alarm', 'bad'], WARN: ['Warning', 'warn'], RECOVERING: ['Recovering', 'warn'],
    OK: ['None', 'ok'], INSUFFICIENT: ['Too early', undefined],
  }[stream.state];
  const alarmed = [...store.drift.values()].filter((each) => each.state === 'ALARM').length;
  const total = store.drift.size;
  return tile('Drift', said[0], '', alarmed ? `${alarmed} of ${total} streams` : `${total} ${total === 1 ? 'stream' : 'streams'} watched`, said[1]);
}
