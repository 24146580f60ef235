// Releases: what is wanted, what every instance does about it, what was; and the operator's hand.

import { badge, h, head, none, renew, table } from '../dom.js';
import { ago, count, moment, share } from '../format.js';

const STATES = { SERVING: 'ok', READY: 'ok', REFUSED: 'bad', RETIRED: undefined };

export function releases(panel, store, keys) {
  const note = head(panel, 'Releases');
  const said = h('p.said', { role: 'status' });
  const wanted = h('div');
  const board = h('div.split', { hidden: true });
  const instances = h('div');
  const history = h('div');
  board.append(
    h('div', {}, h('h3', {}, 'Instances'), instances),
    h('div', {}, h('h3', {}, 'History'), history));
  const hands = buttons((action) => act(store, keys, action, say));
  panel.append(h('div.wish', {}, wanted, hands.element), said, board);

  function say(text, level) {
    said.textContent = text;
    said.dataset.level = level;
  }
  const show = () => {
    const all = store.releases;
    const release = all?.state?.release;
    say.pending?.(all?.state);
    board.hidden = !all || all.error;
    note.textContent = release ? `epoch ${count(release.epoch)}, ${moment(Date.parse(release.issuedAt))}, by ${release.issuedBy}` : '';
    hands.allow(store.meta?.writes, release);
    if (!all) renew(wanted, none('Reading the topics of releases.'));
    else if (all.error) renew(wanted, none(all.error));
    else {
      renew(wanted, wish(release, store));
      renew(instances, people(all.state, release));
      renew(history, audit(all.history));
    }
  };
  store.on('releases meta', show);
}

function wish(release, store) {
  if (!release) {
    const serves = store.meta?.versions.length > 0;
    return none('Nothing was released of ', h('b', {}, store.meta?.model || 'this model'),
      serves ? ': the bundle that the processor was started with serves. Release another by ' : ' yet. Release a first version by ',
      h('code', {}, './saccade release set'), '.');
  }
  const part = (title, of, more) => (of ? [h('div', {}, h('dt', {}, title), h('dd', {}, of.version, more ? h('span.sub', {}, ` ${more}`) : null))] : []);
  return h('dl', {},
    ...part('Primary', release.primary),
    ...part('Canary', release.canary, release.canary && `for ${share(release.canary.percent / 100)} of the keys`),
    ...part('Shadow', release.shadow),
    ...part('Previous', release.previous, 'open for a rollback'),
    release.reason ? h('div', {}, h('dt', {}, 'Reason'), h('dd', {}, h('span.sub', {}, release.reason))) : null);
}

function people(state, release) {
  const rows = state.instances.map((each) => {
    const serving = each.versions.filter(({ state: s }) => s === 'SERVING').map(({ role, version }) => `${role.toLowerCase()} ${version}`);
    return [
      [h('span.name', { title: each.name }, each.name), h('span.sub', { title: serving.join(', ') }, serving.join(', ') || 'serves nothing'),
        each.refusal ? h('span.sub.whole', {}, `${each.refusal.code}: ${each.refusal.message}`) : null],
      badge(each.living ? (each.state ?? 'waiting').toLowerCase() : 'gone', each.living ? STATES[each.state] ?? (each.state ? 'info' : undefined) : undefined),
      h('span', { title: each.at }, moment(Date.parse(each.at))),
    ];
  });
  state.silent.forEach((name) => rows.push([h('span.name', { title: name }, name), badge('silent', 'warn'), '']));
  return rows.length
    ? table('Instances', [['Instance', 'clip'], [release ? `With epoch ${count(release.epoch)}` : 'State', ''], ['Since', 'num']], rows)
    : none('No instance has reported yet.');
}

function audit(past) {
  if (!past.length) return none('No release yet.');
  return table('History of releases', [['Epoch', 'num'], ['Versions', 'clip'], ['Outcome', '']],
    [...past].reverse().map((each) => {
      const parts = [['', each.primary], ['canary ', each.canary], ['shadow ', each.shadow]].filter(([, of]) => of).map(([word, of]) => word + of.version);
      const refused = each.instances.find((one) => one.refusal)?.refusal;
      const since = each.instances.map((one) => one.servingSince).filter(Boolean).sort()[0];
      const by = [each.issuedBy, each.reason].filter(Boolean).join(': ');
      const why = each.offset < 0 ? 'started with' : `${moment(Date.parse(each.issuedAt))} · ${by}`;
      return [
        count(each.epoch),
        [h('span.name', {}, parts.join(', ')), h('span.sub', { title: why }, why)],
        refused ? h('span', { title: refused.message }, badge(refused.code, 'bad'))
          : since ? h('span', { title: since }, badge('served', 'ok')) : badge('not seen', undefined),
      ];
    }));
}

function buttons(act) {
  const promote = h('button', { type: 'button', id: 'promote', onclick: () => act('promote') }, 'Promote canary');
  const rollback = h('button', { type: 'button', id: 'rollback', onclick: () => act('rollback') }, 'Roll back');
  const why = h('p.sub', { id: 'release-why' });
  const row = h('div.actions', { role: 'group', 'aria-label': 'Act on the release', 'aria-describedby': 'release-why' }, promote, rollback);
  return {
    element: h('div', {}, row, why),
    allow(writes, release) {
      promote.disabled = !writes || !release?.canary;
      rollback.disabled = !writes || !release?.previous;
      why.textContent = writes === false ? 'Set http.token to release from here.' : '';
      promote.title = release?.canary ? '' : 'There is no canary.';
      rollback.title = release?.previous ? '' : 'There is nothing to go back to.';
    },
  };
}

const ASK = {
  promote: {
    ok: 'Promote', done: 'Promoted',
    title: ({ canary }) => `Promote ${canary.version} to primary?`,
    text: ({ canary, primary }) => `Version ${canary.version} will answer every key, on all instances. ${primary.version} stays open for a rollback.`,
  },
  rollback: {
    ok: 'Roll back', done: 'Rolled back',
    title: ({ previous }) => `Roll back to ${previous.version}?`,
    text: ({ previous, primary, canary }) => `Version ${previous.version} will answer instead of ${primary.version}${canary ? `, and the canary ${canary.version} ends` : ''}, on all instances.`,
  },
};

async function act(store, keys, action, say) {
  const { model, release } = store.releases.state;
  const ask = ASK[action];
  const started = Date.now();
  let issued = null;
  const done = await keys.confirm({
    title: ask.title(release), text: ask.text(release), ok: ask.ok,
    act: async (headers, reason) => {
      try {
        const answer = await fetch(`v1/releases/${encodeURIComponent(model)}/${action}`, {
          method: 'POST', cache: 'no-store',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify({ by: 'dashboard', reason }),
        });
        if (answer.ok) { issued = (await answer.json()).release; return null; }
        if (answer.status === 401) return { unauthorized: true, message: 'That is not the token. Nothing was changed.' };
        const body = await answer.json().catch(() => null);
        return { message: body?.error ? `${body.error.message} (${body.error.code})` : `The processor answered ${answer.status}.` };
      } catch (error) {
        return { message: `The processor was not reached: ${error.message}` };
      }
    },
  });
  if (!done) return;
  say(`${ask.done}: epoch ${count(issued.epoch)}, primary ${issued.primary.version}. Instances follow.`, 'ok');
  say.pending = (now) => {
    if (now?.release?.epoch !== issued.epoch) return;
    if (!now.instances.filter((each) => each.living).every((each) => each.state === 'SERVING')) return;
    say.pending = null;
    say(`${ask.done}: epoch ${count(issued.epoch)}, primary ${issued.primary.version} serves everywhere, ${ago(started)} after the click.`, 'ok');
  };
}
