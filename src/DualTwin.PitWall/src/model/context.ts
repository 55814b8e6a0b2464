import { createContext } from 'svelte';
import type { ApiClient } from '../api/client';
import type { ReplayControl } from './replay.svelte';
import type { Settings } from './settings.svelte';
import type { Wall } from './wall.svelte';

/** What every panel may know. */
export interface Page {
  readonly wall: Wall;
  readonly settings: Settings;
  readonly replay: ReplayControl;
  readonly client: ApiClient;
}

export const [usePage, setPage] = createContext<Page>();
