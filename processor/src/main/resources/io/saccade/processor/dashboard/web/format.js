// Numbers, times and shares, as the reader's own locale writes them.

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const significant = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const hour = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const exact = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const NOTHING = '–';

const given = (value, write) => (value === null || value === undefined ? NOTHING : write(value));

/** A count: 1,234. */
export const count = (value) => given(value, (n) => whole.format(n));

/** A short count for axes: 12K. */
export const short = (value) => given(value, (n) => (Math.abs(n) < 1000 ? significant.format(n) : compact.format(n)));

/** A rate: 3.4, 412, 1,234. */
export const rate = (value) => given(value, (n) => (n !== 0 && Math.abs(n) < 9.95 ? one.format(n) : whole.format(n)));

/** Milliseconds as they are read best: [value, unit]. */
export function duration(ms) {
  if (ms === null || ms === undefined) return [NOTHING, ''];
  if (ms < 1) return [significant.format(ms), 'ms'];
  if (ms < 1000) return [ms < 9.95 ? one.format(ms) : whole.format(ms), 'ms'];
  if (ms < 120_000) return [significant.format(ms / 1000), 's'];
  return [significant.format(ms / 60_000), 'min'];
}

export const span = (ms) => duration(ms).join('\u202f').trim();

/** A share of 1: 97.4 %. */
export const percent = (value, digits = 1) =>
  given(value, (n) => `${(n * 100).toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits })}\u202f%`);

/** A share, as short as it can be said: 5 %, 0.05 %. */
export const share = (value) => given(value, (n) => `${(n * 100).toLocaleString(undefined, { maximumSignificantDigits: n < 0.1 ? 2 : 3 })}\u202f%`);

/** A chance as one of so many: 1 in 3, 1 in 50,000. */
export const odds = (p) => (p > 0.67 ? 'most' : `1 in ${whole.format(Number((1 / p).toPrecision(p < 0.1 ? 2 : 1)))}`);

export const bytes = (value) =>
  given(value, (n) => (n < 2 ** 30 ? `${whole.format(n / 2 ** 20)} MiB` : `${one.format(n / 2 ** 30)} GiB`));

/** A tick of an axis: as short as it can be said. */
export const tick = (ms, seconds) => (seconds ? exact : hour).format(ms);

export const time = (ms) => given(ms, (t) => exact.format(t));

/** A moment: the time where it is of today, with the day where not. */
export const moment = (ms) =>
  given(ms, (t) => (new Date(t).toDateString() === new Date().toDateString() ? exact : day).format(t));

/** PT5M as 5 min. */
export function scale(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso);
  if (!parts) return iso;
  const [, days, hours, minutes, seconds] = parts;
  const said = [];
  const total = Number(days ?? 0) * 24 + Number(hours ?? 0);
  if (total >= 24 && total % 24 === 0) said.push(total === 24 ? '1 day' : `${total / 24} days`);
  else if (total) said.push(`${total} h`);
  if (minutes) said.push(`${minutes} min`);
  if (seconds) said.push(`${seconds} s`);
  return said.join(' ') || iso;
}

/** How long ago, in words. */
export function ago(ms, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - ms) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}
