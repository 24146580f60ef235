// What the page knows: a snapshot, and what has come since. Panels are told once a frame what has
// changed, however much came.

export const SPAN = 15 * 60 * 1000;
const LOST = 3_500;

export class Store {
  points = [];
  images = [];
  drift = new Map();
  accuracy = new Map();
  totals = { predictions: 0, failures: {} };
  releases = null;
  meta = null;
  health = { ready: false, reason: '' };
  minutes = 5;

  #listeners = new Map();
  #dirty = new Set();
  #frame = 0;
  #serving = '';

  /** Calls back when one of these topics has changed. */
  on(topics, listener) {
    for (const topic of topics.split(' ')) {
      if (!this.#listeners.has(topic)) this.#listeners.set(topic, new Set());
      this.#listeners.get(topic).add(listener);
    }
  }

  changed(...topics) {
    topics.forEach((topic) => this.#dirty.add(topic));
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const due = new Set([...this.#dirty].flatMap((topic) => [...(this.#listeners.get(topic) ?? [])]));
      this.#dirty.clear();
      due.forEach((listener) => listener(this));
    });
  }

  /** Begins anew from a snapshot. */
  begin(snapshot) {
    const { points, images, drift, accuracy, releases, totals, health, ...meta } = snapshot;
    this.meta = meta;
    this.health = health;
    this.totals = totals;
    this.images = images;
    this.releases = releases;
    this.drift = new Map(drift.streams.map((stream) => [stream.id, stream]));
    this.accuracy = new Map(accuracy.streams.map((stream) => [stream.id, stream]));
    this.points = [];
    points.forEach((point) => this.#add(point));
    this.changed('meta', 'tick', 'images', 'drift', 'accuracy', 'releases');
  }

  /** Takes in what the stream says. */
  take(event, data) {
    switch (event) {
      case 'tick': {
        const { health, serving, ...point } = data;
        this.health = health;
        this.#serve(serving);
        if (!this.points.length || point.t > this.points.at(-1).t) {
          this.#add(point);
          this.totals.predictions = point.predictions;
          for (const [code, n] of Object.entries(point.codes)) {
            this.totals.failures[code] = (this.totals.failures[code] ?? 0) + n;
          }
        }
        break;
      }
      case 'image':
        if (this.images.some((image) => image.id === data.id)) return;
        this.images = [data, ...this.images].slice(0, this.meta.imagesKept);
        this.changed('images');
        return;
      case 'drift': case 'accuracy':
        this[event].set(data.id, data);
        break;
      case 'releases':
        this.releases = data;
        break;
      default:
        return;
    }
    this.changed(event);
  }

  /** What serves may have changed since the snapshot: a model comes up, or another takes over. */
  #serve(serving) {
    if (!serving || JSON.stringify(serving) === this.#serving) return;
    this.#serving = JSON.stringify(serving);
    Object.assign(this.meta, serving);
    this.changed('meta');
  }

  #add(point) {
    const last = this.points.at(-1);
    // Where the stream was lost nothing is known: a line would say otherwise.
    if (last && point.t - last.t > LOST) this.points.push({ t: last.t + 1000, gap: true, by: {}, codes: {} });
    this.points.push(point);
    const oldest = point.t - SPAN;
    let drop = 0;
    while (this.points[drop].t < oldest) drop++;
    if (drop) this.points.splice(0, drop);
  }

  /** The points within the time that is shown. */
  shown() {
    const now = this.now();
    return this.points.filter((point) => point.t >= now - this.minutes * 60_000);
  }

  /** The newest point, or null. */
  latest() {
    const last = this.points.at(-1);
    return last && !last.gap ? last : null;
  }

  /** The processor's time, as far as it was heard of. */
  now() {
    return this.points.length ? this.points.at(-1).t : Date.now();
  }

  /** Whether anything has ever come through. */
  hasTraffic() {
    return this.totals.predictions > 0 || Object.keys(this.totals.failures).length > 0;
  }
}

/** The mean of a figure over points where it is known, or null. */
export function mean(points, of) {
  let sum = 0;
  let n = 0;
  for (const point of points) {
    const value = of(point);
    if (value !== null && value !== undefined) { sum += value; n++; }
  }
  return n ? sum / n : null;
}
