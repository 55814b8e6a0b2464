import type { AlertKind } from './alerts';
import { alertKinds } from './alerts';
import type { SpeedUnit, TemperatureUnit } from './units';
import type { Filter, SortKey } from './tower';

export type Theme = 'auto' | 'dark' | 'light' | 'contrast';
export type ViewName = 'wall' | 'tower' | 'car' | 'strategy' | 'charts' | 'map' | 'messages' | 'report';
export type PanelName = 'car' | 'strategy' | 'messages' | 'map' | 'charts';

export const themes: readonly Theme[] = ['auto', 'dark', 'light', 'contrast'];
export const views: readonly ViewName[] = ['wall', 'tower', 'car', 'strategy', 'charts', 'map', 'messages', 'report'];
export const wallPanels: readonly PanelName[] = ['car', 'strategy', 'messages', 'map', 'charts'];

/** All that is remembered of how somebody likes the page. */
export interface Remembered {
  theme: Theme;
  language: string;
  speed: SpeedUnit;
  temperature: TemperatureUnit;
  view: ViewName;
  panels: PanelName[];
  compact: boolean;
  sort: SortKey;
  descending: boolean;
  filter: Filter;
  silenced: AlertKind[];
  relevantOnly: boolean;
  sound: boolean;
  guideSeen: boolean;
}

export const defaults: Remembered = {
  theme: 'auto',
  language: 'en',
  speed: 'kmh',
  temperature: 'celsius',
  view: 'wall',
  panels: ['car', 'strategy', 'messages'],
  compact: false,
  sort: 'position',
  descending: false,
  filter: 'all',
  silenced: ['timing'],
  relevantOnly: false,
  sound: false,
  guideSeen: false,
};

const choices: { readonly [K in keyof Remembered]?: readonly unknown[] } = {
  theme: themes,
  speed: ['kmh', 'mph'],
  temperature: ['celsius', 'fahrenheit'],
  view: views,
  sort: ['position', 'car', 'gap', 'last', 'best', 'age', 'stops', 'chance', 'threat'],
  filter: ['all', 'near', 'threats', 'running'],
};

const lists: { readonly [K in keyof Remembered]?: readonly unknown[] } = { panels: wallPanels, silenced: alertKinds };

/** Width of a window from which every panel has room on the wall, px. */
export const wideWindow = 2200;

/**
 * Reads what was remembered; whatever is missing, of another type or no longer known is as by default.
 * @param width width of the window, px: a wide one shows every panel by default
 */
export function restore(text: string | null, width = 0): Remembered {
  const kept = parse(text);
  const usually = width >= wideWindow ? { ...defaults, panels: [...wallPanels] } : defaults;
  const restored: Record<string, unknown> = { ...usually };
  for (const [name, usual] of Object.entries(usually)) {
    const value = kept[name];
    const known = choices[name as keyof Remembered];
    const list = lists[name as keyof Remembered];
    if (list !== undefined) {
      restored[name] = Array.isArray(value) ? value.filter((item) => list.includes(item)) : [...(usual as unknown[])];
    } else if (typeof value === typeof usual && (known === undefined || known.includes(value))) {
      restored[name] = value;
    }
  }

  return restored as unknown as Remembered;
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Somebody edited it, or another version wrote it: the page starts as new.
    return {};
  }
}

const storageKey = 'dualtwin.pitwall';

/** The settings of this page, kept in the browser whenever they change. */
export class Settings {
  readonly now: Remembered = $state(structuredClone(defaults));

  constructor(private readonly storage: Storage) {
    Object.assign(this.now, restore(storage.getItem(storageKey), innerWidth));
    $effect.root(() => {
      $effect(() => {
        this.storage.setItem(storageKey, JSON.stringify(this.now));
      });
    });
  }

  toggle<T extends 'panels' | 'silenced'>(list: T, item: Remembered[T][number]): void {
    const items = this.now[list] as unknown[];
    const at = items.indexOf(item);
    if (at < 0) {
      items.push(item);
    } else {
      items.splice(at, 1);
    }
  }
}
