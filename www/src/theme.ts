import { load, save } from './storage';

/** Light or dark: what the system prefers, until the user chooses. */
export type Theme = 'light' | 'dark';

const KEY = 'theme';

/** What the user chose on an earlier visit. */
export function storedTheme(): Theme | undefined {
  const stored = load<unknown>(KEY, undefined);
  return stored === 'light' || stored === 'dark' ? stored : undefined;
}

/** Shows a theme; the system's where none is given. */
export function applyTheme(theme: Theme | undefined): void {
  document.documentElement.dataset['theme'] = theme ?? systemTheme();
}

/** What is shown now. */
export function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

/** Shows the other theme, and keeps to it. */
export function toggleTheme(): Theme {
  const next = currentTheme() === 'dark' ? 'light' : 'dark';
  applyTheme(next);
  save(KEY, next);
  return next;
}

/** Follows the system for as long as the user has not chosen. */
export function followSystem(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    applyTheme(storedTheme());
    changed();
  });
}

function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
