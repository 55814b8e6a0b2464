import { describe, expect, it } from 'vitest';
import { defaults, restore } from '../src/model/settings.svelte';

describe('restore', () => {
  it('gives back what was kept', () => {
    const kept = { ...defaults, theme: 'light', compact: true, panels: ['map', 'car'], silenced: [] };

    expect(restore(JSON.stringify(kept))).toEqual(kept);
  });

  it('shows every panel on a wide window, unless somebody chose', () => {
    expect(restore(null, 3840).panels).toEqual(['car', 'strategy', 'messages', 'map', 'charts']);
    expect(restore('{"panels":["map"]}', 3840).panels).toEqual(['map']);
  });

  it.each([null, '', '{', '[]', '7', 'null'])('starts as new from %j', (text) => {
    expect(restore(text)).toEqual(defaults);
  });

  it('takes nothing of another type and no choice or panel that is not known', () => {
    const restored = restore(JSON.stringify({ theme: 'pink', compact: 'yes', panels: ['map', 'oven', 3], sort: 'best', more: 1 }));

    expect(restored).toEqual({ ...defaults, panels: ['map'], sort: 'best' });
  });
});
