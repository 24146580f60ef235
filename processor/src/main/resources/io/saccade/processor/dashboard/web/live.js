// The live stream: server-sent events, read by fetch because an EventSource does not say why it
// fails, nor notice that nothing comes any more.
// After every loss the page begins anew from a snapshot, so nothing is missed or told twice.

const SILENCE = 6_000;
const LONGEST = 15_000;

export class Live {
  #store;
  #told;
  #wait = 500;
  #since = null;
  #abort = null;
  #wake = null;

  /**
   * @param told is told {state, since, message}: waiting, live or lost
   */
  constructor(store, told) {
    this.#store = store;
    this.#told = told;
  }

  /** Goes on for ever. */
  async run() {
    this.#told({ state: 'waiting' });
    for (;;) {
      try {
        await this.#once();
      } catch (error) {
        this.#since ??= Date.now();
        this.#told({ state: 'lost', since: this.#since, message: error.message });
      }
      await new Promise((done) => { this.#wake = done; setTimeout(done, this.#wait); });
      this.#wait = Math.min(LONGEST, this.#wait * 2);
    }
  }

  /** Does not wait for the next attempt. */
  now() {
    this.#wait = 500;
    this.#wake?.();
  }

  async #once() {
    this.#abort = new AbortController();
    const quiet = new Quiet(() => this.#abort.abort(new Error('nothing came for six seconds')));
    try {
      quiet.heard();
      const stream = await this.#get('v1/dashboard/live', 'text/event-stream');
      const early = [];
      let take = (event, data) => early.push([event, data]);
      const reading = read(stream.body, (event, data) => { quiet.heard(); take(event, data); });
      reading.catch(() => {}); // it is awaited below, unless the snapshot fails first
      const snapshot = await (await this.#get('v1/dashboard', 'application/json')).json();
      this.#store.begin(snapshot);
      early.forEach(([event, data]) => this.#store.take(event, data));
      take = (event, data) => this.#store.take(event, data);
      this.#wait = 500;
      this.#since = null;
      this.#told({ state: 'live' });
      await reading;
      throw new Error('the processor ended the stream');
    } finally {
      quiet.over();
      this.#abort.abort();
    }
  }

  async #get(path, accept) {
    const answer = await fetch(path, { headers: { Accept: accept }, cache: 'no-store', signal: this.#abort.signal });
    if (answer.status === 401) throw new Error('the token is no longer right; load the page anew');
    if (!answer.ok) throw new Error(`the processor answered ${answer.status}`);
    return answer;
  }
}

/** Notices when nothing is heard any more: a lost network does not say so. */
class Quiet {
  #timer = 0;
  #then;
  constructor(then) { this.#then = then; }
  heard() { clearTimeout(this.#timer); this.#timer = setTimeout(this.#then, SILENCE); }
  over() { clearTimeout(this.#timer); }
}

async function read(body, take) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const lines = rest.slice(0, end).split('\n');
      rest = rest.slice(end + 2);
      const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
      const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
      if (event && data) take(event, JSON.parse(data));
    }
  }
}
