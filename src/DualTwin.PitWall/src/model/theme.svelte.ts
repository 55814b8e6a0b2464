import { flushSync } from 'svelte';
import type { Theme } from './settings.svelte';

let chosen = $state<Theme>('auto');
const lightSystem = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: light)') : null;
const contrastSystem = typeof matchMedia === 'function' ? matchMedia('(prefers-contrast: more)') : null;
// Paper is white, whatever shows on the screen.
let printing = $state(false);
let system = $state<Exclude<Theme, 'auto'>>(ofTheSystem());

function ofTheSystem(): Exclude<Theme, 'auto'> {
  return contrastSystem?.matches === true ? 'contrast' : lightSystem?.matches === true ? 'light' : 'dark';
}

for (const query of [lightSystem, contrastSystem]) {
  query?.addEventListener('change', () => (system = ofTheSystem()));
}

/** The theme that shows: the chosen one, or what the system asks for. */
export function currentTheme(): Exclude<Theme, 'auto'> {
  return printing ? 'light' : chosen === 'auto' ? system : chosen;
}

/** Chooses a theme and shows it. */
export function useTheme(theme: Theme): void {
  chosen = theme;
  show();
}

/** Shows the light theme while the page is printed, and its charts drawn in it. */
export function printInLight(): void {
  const print = (now: boolean) => {
    printing = now;
    show();
    flushSync();
  };
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
}

function show(): void {
  document.documentElement.dataset['theme'] = currentTheme();
}
