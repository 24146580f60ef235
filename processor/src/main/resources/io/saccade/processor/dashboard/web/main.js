// Wires the page: what is known, the stream that brings it, and the panels that show it.

import { Store } from './store.js';
import { Live } from './live.js';
import { Keys } from './keys.js';
import { switchable } from './theme.js';
import { recolor } from './chart.js';
import { ago, bytes, time } from './format.js';
import { h } from './dom.js';
import { tiles } from './panels/tiles.js';
import { batches, lag, latency, traffic } from './panels/traffic.js';
import { versions } from './panels/versions.js';
import { images } from './panels/images.js';
import { failures } from './panels/failures.js';
import { drift } from './panels/drift.js';
import { accuracy } from './panels/accuracy.js';
import { releases } from './panels/releases.js';

const $ = (id) => document.getElementById(id);
const store = new Store();
const keys = new Keys();

tiles($('tiles'), store);
traffic($('traffic'), store);
latency($('latency'), store);
lag($('lag'), store);
batches($('batches'), store);
versions($('versions'), store);
images($('images'), store);
drift($('drift'), store);
failures($('failures'), store);
accuracy($('accuracy'), store);
releases($('releases'), store, keys);
switchable($('theme'), recolor);

$('ranges').addEventListener('click', (event) => {
  const minutes = Number(event.target.dataset?.minutes);
  if (!minutes) return;
  store.minutes = minutes;
  for (const button of $('ranges').children) button.setAttribute('aria-pressed', String(button === event.target));
  store.changed('range', 'tick');
});

let connection = { state: 'waiting' };
const live = new Live(store, (told) => { connection = told; tell(); });
const retry = h('button', { type: 'button', onclick: () => live.now() }, 'Try now');

/** The state of the connection and of the processor, in the bar and, where it is bad, below it. */
function tell() {
  const [state, text] = stateOf();
  $('connection').dataset.state = state;
  if ($('connection-text').textContent !== text) $('connection-text').textContent = text;
  const notice = $('notice');
  notice.dataset.state = state;
  if (state === 'lost') {
    const words = `The stream was lost at ${time(connection.since)}, ${ago(connection.since)} ago: ${connection.message}. What is shown is from before. Trying again.`;
    if (notice.firstChild?.textContent !== words) notice.replaceChildren(h('span', {}, words), retry);
  } else if (state === 'unready') {
    const words = `The processor is not ready: ${store.health.reason || 'no version serves yet'}.`;
    if (notice.textContent !== words) notice.textContent = words;
  } else if (notice.hasChildNodes()) {
    notice.replaceChildren();
  }
  notice.hidden = !notice.hasChildNodes();
}

function stateOf() {
  if (connection.state === 'lost') return ['lost', 'Disconnected'];
  if (connection.state !== 'live') return ['waiting', 'Connecting'];
  return store.health.ready ? ['live', 'Live'] : ['unready', 'Not ready'];
}

function name() {
  const { model, instance, startedAt, bootstrap, registry, topic, device } = store.meta;
  $('what').replaceChildren(h('b', {}, model || 'no model yet'), ` on ${instance}`);
  $('what').title = `${model} on ${instance}`;
  document.title = `${model || 'Saccade'} · Saccade`;
  $('empty-topic').textContent = topic;
  $('empty-command').textContent = `./saccade publish --bootstrap ${bootstrap} --registry ${registry}${topic === 'images' ? '' : ` --topic ${topic}`} photographs/`;
  const memory = store.latest()?.memory;
  $('foot').replaceChildren(...[
    `Up ${ago(startedAt, store.now())}`, device, memory ? `${bytes(memory)} of memory` : null, `Kafka ${bootstrap}`,
  ].filter(Boolean).map((text) => h('span', {}, text)));
}

store.on('tick meta', () => {
  tell();
  name();
  $('empty').hidden = store.hasTraffic() || !store.health.ready;
});
setInterval(tell, 1000);
live.run();
