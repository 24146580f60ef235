// A sample of what came through: picture, label, confidence.

import { h, head, none, renew } from '../dom.js';
import { percent, time } from '../format.js';

export function images(panel, store) {
  const note = head(panel, 'Recent images');
  const body = h('div');
  panel.append(body);
  store.on('images meta', () => {
    const kept = store.meta?.imagesKept ?? 0;
    note.textContent = kept && store.images.length ? 'a sample, newest first' : '';
    if (!kept) renew(body, none('Pictures are off: ', h('code', {}, 'dashboard.images'), ' is 0.'));
    else if (!store.images.length) renew(body, none('The first pictures appear with the first predictions.'));
    else renew(body, h('div.pictures', { tabindex: '0', role: 'region', 'aria-label': 'Pictures, newest first' }, ...store.images.map(picture)));
  });
}

function picture({ event, labels, version, cohort, at, jpeg }) {
  const [best] = labels;
  const all = labels.map(({ name, p }) => `${name} ${percent(p)}`).join('\n');
  return h('figure.picture', { title: `${event}\n${all}` },
    h('img', { src: `data:image/jpeg;base64,${jpeg}`, alt: `Classified as ${best.name}`, loading: 'lazy' }),
    h('figcaption', {},
      h('div.label', {}, h('span', {}, best.name), h('span', {}, percent(best.p, 0))),
      h('meter', { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 1, value: best.p, 'aria-label': `Confidence ${percent(best.p, 0)}` }),
      h('div.sub', { title: event }, `${time(at)} · v${version}${cohort === 'CANARY' ? ' canary' : ''}`)));
}
