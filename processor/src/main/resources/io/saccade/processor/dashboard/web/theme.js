// Light or dark: as the system has it, unless the reader says otherwise.

const KEY = 'saccade.theme';
const ORDER = ['auto', 'light', 'dark'];
const system = matchMedia('(prefers-color-scheme: dark)');

let chosen = ORDER.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : 'auto';

function apply() {
  document.documentElement.dataset.theme = chosen === 'auto' ? (system.matches ? 'dark' : 'light') : chosen;
}

apply();

/** Makes the button turn the theme over. */
export function switchable(button, changed) {
  const show = () => {
    apply();
    button.textContent = `Theme: ${chosen}`;
    changed();
  };
  button.addEventListener('click', () => {
    chosen = ORDER[(ORDER.indexOf(chosen) + 1) % ORDER.length];
    localStorage.setItem(KEY, chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
}

/** A colour of the theme that stands. */
export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
