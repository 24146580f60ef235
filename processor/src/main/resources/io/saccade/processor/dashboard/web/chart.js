// Live charts on uPlot: one time axis, a legend in HTML that says the values under the cursor or the
// newest, colours of the theme.

import uPlot from './vendor/uplot.js';
import { color } from './theme.js';
import { h } from './dom.js';
import { tick } from './format.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const STEPS = [5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR, 168 * HOUR];
const FONT = '11px system-ui, sans-serif';
const charts = new Set();

/** Draws all charts in the theme's colours again. */
export function recolor() {
  charts.forEach((chart) => chart.rebuild());
}

export class Chart {
  #host = h('div.chart', { role: 'img' });
  #legend = h('ul.legend');
  #series;
  #options;
  #plot = null;
  #data = [[]];
  #range = [0, 1];

  /**
   * @param series [{label, color: 1..6, write, fill, dash, points, step}]
   * @param options {name, axis: value → text, height, sync, top: least upper end, most: fixed one}
   */
  constructor(panel, series, options) {
    this.#series = series;
    this.#options = { height: 176, sync: 'saccade', top: 1, ...options };
    panel.append(this.#legend, this.#host);
    new ResizeObserver(() => this.#resize()).observe(this.#host);
    charts.add(this);
  }

  /** Other lines from now on. */
  become(series) {
    this.#series = series;
    this.#destroy();
  }

  /** Shows values: seconds and one array a series. */
  show(data, range) {
    this.#data = data;
    this.#range = range;
    if (!this.#plot) this.rebuild();
    else this.#plot.setData(data);
    this.#say(data[0].length - 1);
  }

  rebuild() {
    this.#destroy();
    if (this.#host.clientWidth > 0) this.#plot = new uPlot(this.#setup(), this.#data, this.#host);
    this.#say(this.#data[0].length - 1);
  }

  forget() {
    charts.delete(this);
    this.#destroy();
  }

  #destroy() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #resize() {
    const width = this.#host.clientWidth;
    if (!width) return;
    if (!this.#plot) this.rebuild();
    else if (width !== this.#plot.width) this.#plot.setSize({ width, height: this.#options.height });
  }

  #say(at) {
    this.#legend.replaceChildren(...this.#series.filter((line) => !line.silent).map((line, i) =>
      h('li', {}, h(`i.key.k${line.color}`, { 'aria-hidden': 'true' }), h('span', { title: line.label }, line.label),
        h('b', {}, line.write(this.#data[i + 1]?.[at])))));
    const newest = this.#series.filter((line) => !line.silent)
      .map((line, i) => `${line.label} ${line.write(this.#data[i + 1]?.at(-1))}`).join(', ');
    this.#host.setAttribute('aria-label', `${this.#options.name}, newest: ${newest}`);
  }

  #setup() {
    const { height, sync, axis, top, most, size } = this.#options;
    const line = color('--line');
    const axes = { stroke: color('--muted'), font: FONT, ticks: { show: false }, grid: { stroke: line, width: 1 } };
    return {
      width: this.#host.clientWidth,
      height,
      legend: { show: false },
      padding: [8, 14, 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: sync }, points: { size: 6 } },
      scales: {
        x: { time: true, range: () => this.#range },
        y: { range: (_, low, high) => [0, most ?? Math.max(top, (high ?? 0) * 1.1)] },
      },
      axes: [
        { ...axes, grid: { show: false }, space: 58, incrs: STEPS, size: 26, values: (_, at, axis, space, step) => at.map((t) => this.#tick(t, step)) },
        { ...axes, size: size ?? 50, space: 36, gap: 4, values: (_, at) => at.map(axis) },
      ],
      series: [{}, ...this.#series.map((each) => this.#line(each))],
      hooks: {
        setCursor: [(plot) => this.#say(plot.cursor.idx ?? this.#data[0].length - 1)],
      },
    };
  }

  #line({ color: number, fill, dash, points, step, width }) {
    const stroke = color(`--c${number}`);
    return {
      stroke,
      width: width ?? 1.6,
      dash,
      fill: fill ? `${stroke}22` : undefined,
      points: { show: points ?? false, size: 5, fill: stroke },
      paths: step ? uPlot.paths.stepped({ align: 1 }) : undefined,
      spanGaps: false,
    };
  }

  #tick(seconds, step) {
    if (step >= 24 * HOUR) {
      return new Date(seconds * 1000).toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
    }
    return tick(seconds * 1000, step < MINUTE);
  }
}

/** A chart of the live points: figures are {label, color, of: point → value, write}. */
export function live(panel, store, figures, options) {
  const chart = new Chart(panel, figures, options);
  const draw = () => {
    const points = store.shown();
    const now = store.now() / 1000;
    chart.show(
      [points.map((point) => point.t / 1000), ...figures.map(({ of }) => points.map((point) => of(point) ?? null))],
      [now - store.minutes * 60, now]);
  };
  store.on('tick range', draw);
  return chart;
}
