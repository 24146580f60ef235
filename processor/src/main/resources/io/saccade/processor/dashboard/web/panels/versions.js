// Which version answers, and how much: what is wanted of each beside what it did.

import { badge, h, head, none, renew, table } from '../dom.js';
import { Chart } from '../chart.js';
import { count, percent, rate, share, short } from '../format.js';
import { mean } from '../store.js';

const MOST = 6;
const ROLES = { PRIMARY: 'ok', CANARY: 'info', SHADOW: undefined, PREVIOUS: undefined };

export function versions(panel, store) {
  const note = head(panel, 'Versions and cohorts');
  const body = h('div');
  panel.append(body);
  const chart = new Chart(panel, [], { name: 'Predictions by version', axis: short, top: 2, height: 228 });
  let lines = '';

  const draw = () => {
    const points = store.shown();
    const cohorts = [...new Set(points.flatMap((point) => Object.keys(point.by)))].sort().slice(0, MOST);
    if (cohorts.join() !== lines) {
      lines = cohorts.join();
      chart.become(cohorts.map((cohort, i) => ({ label: cohort.replace('|', ' ').toLowerCase(), color: i + 1, write: (v) => `${rate(v)} /s` })));
    }
    const now = store.now() / 1000;
    chart.show([points.map((p) => p.t / 1000), ...cohorts.map((cohort) => points.map((p) => (p.gap ? null : p.by[cohort] ?? 0)))],
      [now - store.minutes * 60, now]);
  };
  const tell = () => {
    const all = rows(store);
    note.textContent = store.meta?.model ?? '';
    renew(body, all.length
      ? table('Versions', [['Version', 'name'], ['Role', ''], ['Wanted', 'num.shy'], ['Measured', 'num'], ['Agrees', 'num'], ['Images/s', 'num.shy']], all)
      : none('No version serves yet.'));
  };
  store.on('tick range', draw);
  store.on('tick releases range meta', tell);
}

function rows(store) {
  const shown = store.shown();
  const wish = store.releases?.state?.release;
  const served = store.meta?.versions ?? [];
  const known = new Map();
  for (const { version, role } of served) known.set(`${version}|${role}`, { version, role });
  if (wish) {
    for (const role of ['primary', 'canary', 'shadow', 'previous']) {
      const of = wish[role];
      if (of) known.set(`${of.version}|${role.toUpperCase()}`, { version: of.version, role: role.toUpperCase(), percent: of.percent });
    }
  }
  for (const cohort of new Set(shown.flatMap((point) => Object.keys(point.by)))) {
    const [version, role] = cohort.split('|');
    if (!known.has(cohort)) known.set(cohort, { version, role, gone: Boolean(wish) || served.length > 0 });
  }
  const answered = sum(shown, (point) => sum(Object.values(point.by), (n) => n));
  const order = ['PRIMARY', 'CANARY', 'SHADOW', 'PREVIOUS'];
  return [...known.values()]
    .sort((a, b) => Number(a.gone ?? 0) - Number(b.gone ?? 0) || order.indexOf(a.role) - order.indexOf(b.role))
    .map((each) => row(each, { wish, shown, answered, agreement: store.releases?.state?.agreement }));
}

function row({ version, role, percent: wanted, gone }, { wish, shown, answered, agreement }) {
  const answers = role === 'PRIMARY' || role === 'CANARY';
  const mine = sum(shown, (point) => point.by[`${version}|${role}`] ?? 0);
  const share_ = role === 'CANARY' ? wanted : 100 - (wish?.canary?.percent ?? 0);
  return [
    h('span.version', { title: version }, version),
    [badge(role.toLowerCase(), gone ? undefined : ROLES[role]), gone ? h('span.sub', {}, ' before') : null],
    answers && !gone && share_ !== undefined ? share(share_ / 100) : '',
    answers && answered ? percent(mine / answered) : '',
    role === 'SHADOW' && agreement?.scored
      ? h('span', { title: `${count(agreement.agreed)} of ${count(agreement.scored)} images; ${count(agreement.skipped)} skipped` }, percent(agreement.agreed / agreement.scored))
      : '',
    answers ? rate(mean(shown.slice(-10), (point) => (point.gap ? null : point.by[`${version}|${role}`] ?? 0)) ?? 0) : '',
  ];
}

const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);
