// Throughput, latency, lag and batches over time.

import { head } from '../dom.js';
import { live } from '../chart.js';
import { count, rate, short, span } from '../format.js';

const perSecond = (value) => `${rate(value)} /s`;

export function traffic(panel, store) {
  head(panel, 'Throughput', 'per second');
  live(panel, store, [
    { label: 'predictions', color: 1, fill: true, of: (p) => p.images, write: perSecond },
    { label: 'failures', color: 4, of: (p) => p.failed, write: perSecond },
  ], { name: 'Throughput', axis: short, top: 2 });
}

export function latency(panel, store) {
  head(panel, 'Latency', 'from poll to result');
  live(panel, store, [
    { label: 'p50', color: 2, of: (p) => p.p50, write: span },
    { label: 'p95', color: 1, of: (p) => p.p95, write: span },
    { label: 'p99', color: 3, of: (p) => p.p99, write: span },
  ], { name: 'Latency', axis: span, top: 2, size: 62 });
}

export function lag(panel, store) {
  head(panel, 'Lag', 'images not yet taken');
  live(panel, store, [
    { label: 'not yet polled', color: 5, fill: true, of: (p) => p.lag, write: count },
    { label: 'looked ahead', color: 2, of: (p) => p.pending, write: count },
  ], { name: 'Lag', axis: short, top: 10 });
}

export function batches(panel, store) {
  const note = head(panel, 'Batches and lanes');
  live(panel, store, [
    { label: 'images a batch', color: 1, of: (p) => p.batch, write: rate },
    { label: 'lanes busy', color: 2, step: true, of: (p) => p.busy, write: rate },
  ], { name: 'Batches and lanes', axis: short, top: 2 });
  store.on('tick', () => {
    const point = store.latest();
    if (!point) return;
    const run = point.run === null || point.run === undefined ? '' : `${span(point.run)} a batch`;
    const lanes = point.lanes ? `${count(point.lanes)} lanes` : '';
    note.textContent = [lanes, run].filter(Boolean).join(' · ');
  });
}
