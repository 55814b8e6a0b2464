import type { ViewName } from './settings.svelte';
import { views } from './settings.svelte';

/** What a key asks for. */
export type Command =
  | { readonly name: 'view'; readonly view: ViewName }
  | { readonly name: 'seek'; readonly seconds: number }
  | { readonly name: 'speed'; readonly faster: boolean }
  | { readonly name: 'filter' | 'compact' | 'theme' | 'source' | 'settings' | 'guide' | 'sound' | 'play' | 'help' };

const letters = {
  f: 'filter',
  c: 'compact',
  t: 'theme',
  s: 'source',
  ',': 'settings',
  g: 'guide',
  m: 'sound',
  ' ': 'play',
  '?': 'help',
} as const;

/** The command of a key; null where the key means something to the focused element or nothing at all. */
export function command(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>, focus: Element | null): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(focus, event.key)) {
    return null;
  }

  const view = views[Number.parseInt(event.key, 10) - 1];
  if (view !== undefined) {
    return { name: 'view', view };
  }

  switch (event.key) {
    case 'ArrowLeft':
      return { name: 'seek', seconds: event.shiftKey ? -300 : -30 };
    case 'ArrowRight':
      return { name: 'seek', seconds: event.shiftKey ? 300 : 30 };
    case '[':
    case ']':
      return { name: 'speed', faster: event.key === ']' };
    default: {
      const name = letters[event.key.toLowerCase() as keyof typeof letters];
      return name === undefined ? null : { name };
    }
  }
}

function takesKeys(focus: Element | null, key: string): boolean {
  if (focus === null) {
    return false;
  }

  const type = focus.tagName.toLowerCase();
  const kind = type === 'input' ? (focus as HTMLInputElement).type : '';
  if (type === 'textarea' || type === 'select' || (type === 'input' && !['checkbox', 'radio', 'button', 'range'].includes(kind))) {
    return true;
  }

  if (kind === 'range') {
    return key.startsWith('Arrow');
  }

  const pressed = type === 'button' || type === 'a' || type === 'input' || type === 'summary';
  return (pressed && key === ' ') || (focus.getAttribute('role') === 'application' && key.startsWith('Arrow'));
}
