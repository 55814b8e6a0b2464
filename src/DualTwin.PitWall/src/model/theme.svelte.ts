import type { Theme } from './settings.svelte';

let chosen = $state<Theme>('auto');
const lightSystem = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: light)') : null;
const contrastSystem = typeof matchMedia === 'function' ? matchMedia('(prefers-contrast: more)') : null;
let system = $state<Exclude<Theme, 'auto'>>(ofTheSystem());

function ofTheSystem(): Exclude<Theme, 'auto'> {
  return contrastSystem?.matches === true ? 'contrast' : lightSystem?.matches === true ? 'light' : 'dark';
}

for (const query of [lightSystem, contrastSystem]) {
  query?.addEventListener('change', () => (system = ofTheSystem()));
}

/** The theme that shows: the chosen one, or what the system asks for. */
export function currentTheme(): Exclude<Theme, 'auto'> {
  return chosen === 'auto' ? system : chosen;
}

/** Chooses a theme and shows it. */
export function useTheme(theme: Theme): void {
  chosen = theme;
  document.documentElement.dataset['theme'] = currentTheme();
}
