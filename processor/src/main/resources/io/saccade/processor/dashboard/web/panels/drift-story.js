// A report in words for somebody who has never read one: is it real, is it big, does it hurt, what
// changed.

import { h } from '../dom.js';
import { count, odds, percent, scale } from '../format.js';

const SEEN = {
  LABELS: 'the predicted labels', SOFTMAX: 'how sure the model is',
  FEATURES: 'the features it decides by', IMAGE: 'the images themselves',
};

/** One sentence on what to make of the window. */
export function verdict(report) {
  const what = change(report);
  const kind = report.p === null ? 'INSUFFICIENT' : report.state;
  switch (kind) {
    case 'ALARM':
      return `The images are no longer what the model was measured on${what ? `: ${what}` : ''}.`;
    case 'WARN':
      return `Something is moving, and not yet enough for an alarm${what ? `: ${what}` : ''}.`;
    case 'RECOVERING':
      return 'The latest windows are calmer. The alarm ends once they stay so.';
    case 'INSUFFICIENT':
      return `Too few images to judge: a window takes ${count(report.minSamples)}. These count in the next one.`;
    default:
      return 'The images look like those that the model was measured on.';
  }
}

function change(report) {
  const [feature] = report.features;
  const [shifted] = report.classes;
  if (feature && (!shifted || report.effectOf !== 'LABELS')) {
    return `${plain(feature.name)} went ${feature.direction === 'UP' ? 'up' : 'down'}`;
  }
  if (shifted) {
    return `“${shifted.name}” comes ${shifted.share > shifted.referenceShare ? 'more' : 'less'} often`;
  }
  return '';
}

/** image.brightness as brightness. */
const plain = (name) => name.replace(/^image\./, '').replaceAll(/[._]/g, ' ');

/** The four questions with their answers. */
export function questions(report) {
  return [real(report), big(report), hurts(report), changed(report)];
}

function question(title, answer, level, ...body) {
  return h('section.question', {}, h('h3', {}, title), h('p.answer', { 'data-level': level }, answer), ...body);
}

function real(report) {
  const title = 'Is it real?';
  if (report.p === null) {
    return question(title, 'Too early', undefined, h('p', {}, `${count(report.images)} of ${count(report.minSamples)} images.`));
  }
  const yes = report.p < report.alphaOne;
  const likely = yes || report.p < report.alphaTwo;
  return question(title, yes ? 'Yes' : likely ? 'Perhaps' : 'No', yes ? 'bad' : likely ? 'warn' : 'ok',
    h('p', {}, `Where nothing has changed, ${odds(report.p)} windows looks like this${report.extrapolated ? ', by estimate' : ''}. `
      + `An alarm takes ${odds(report.alphaOne)}: then a false one comes about once in ${scale(report.falseAlarmEvery)}.`));
}

function big(report) {
  const title = 'Is it big?';
  if (report.effect === null) return question(title, 'Too early', undefined);
  const yes = report.effect >= report.minEffect;
  return question(title, `${yes ? 'Yes' : 'No'}, ${report.effect.toFixed(2)} of 1`, yes ? 'bad' : 'ok',
    h('p', {}, `About the share of images that would have to change${report.effectOf ? `, seen in ${SEEN[report.effectOf]}` : ''}. `
      + `An alarm takes ${report.minEffect.toFixed(2)}.`));
}

function hurts(report) {
  const title = 'Does it hurt?';
  const { accuracy } = report;
  if (!accuracy) {
    return question(title, 'Unknown', undefined, h('p', {}, 'The reference has no true labels to estimate by.'));
  }
  const yes = accuracy.reference !== null && accuracy.high < accuracy.reference;
  return question(title, `${yes ? 'Yes' : 'Not to be seen'}, ${percent(accuracy.estimate)}`, yes ? 'bad' : 'ok',
    h('p', {}, `Likely right, as the model’s own confidence has it (${percent(accuracy.low)} to ${percent(accuracy.high)})`
      + `${accuracy.reference === null ? '.' : `; ${percent(accuracy.reference)} on the reference.`}`));
}

function changed(report) {
  const said = [
    ...report.features.slice(0, 3).map((each) =>
      `${plain(each.name)} ${each.direction === 'UP' ? 'up' : 'down'} by ${each.distance.toFixed(2)}`),
    ...report.classes.slice(0, 3).map((each) =>
      `predicted ${each.name} ${percent(each.share)} instead of ${percent(each.referenceShare)}`),
  ];
  return question('What changed?', report.effectOf && report.effect >= report.minEffect ? first(SEEN[report.effectOf]) : 'Little', undefined,
    said.length ? h('ul', {}, ...said.map((line) => h('li', {}, line))) : h('p', {}, 'Nothing stands out.'));
}

const first = (text) => text[0].toUpperCase() + text.slice(1);

/** What keeps the report from being taken at its word. */
export function beware(report) {
  const doubts = [];
  if (report.referenceTooSmall) {
    doubts.push(`The reference has ${count(report.referenceImages)} images, too few for such windows; 10,000 are advised.`);
  }
  if (report.burnInGap !== null && report.burnInGap >= report.minEffect) {
    doubts.push('What operators accepted as well is itself off the reference; one made of such images would see more.');
  }
  if (report.burnInWindows === 0 && report.state === 'ALARM') {
    doubts.push('If frames repeat each other, as a camera’s do, accept windows in which all was well (saccade drift accept); until then every image counts as one.');
  }
  return doubts.map((text) => h('p.beware', {}, text));
}
