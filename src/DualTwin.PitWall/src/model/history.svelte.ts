import type { ApiClient } from '../api/client';
import type { EventRow, LapRow, StopRow } from '../api/history';

/** Least time between two looks at the history, ms. */
const leastWait = 1_000;

type ListName = 'laps' | 'stops' | 'events';

/**
 * The session's history as far as the page knows it. Lists only grow at their end, so that a look fetches what is new; where the session
 * went back, such as in a replay, it is fetched from the start.
 */
export class History {
  laps = $state.raw<readonly LapRow[]>([]);
  stops = $state.raw<readonly StopRow[]>([]);
  events = $state.raw<readonly EventRow[]>([]);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private again = false;
  private stale = true;
  private looked = Number.NEGATIVE_INFINITY;

  constructor(private readonly client: ApiClient) {}

  /** Fetches what is new, soon. With `anew` everything: after a jump or in another session. */
  look(anew = false): void {
    this.stale ||= anew;
    if (this.busy || this.timer !== undefined) {
      this.again = this.busy;
      return;
    }

    const wait = Math.max(0, this.looked + leastWait - performance.now());
    this.timer = setTimeout(() => void this.fetch(), wait);
  }

  private async fetch(): Promise<void> {
    this.timer = undefined;
    this.busy = true;
    this.again = false;
    const anew = this.stale;
    this.stale = false;
    this.looked = performance.now();
    try {
      this.laps = await this.more('laps', anew ? [] : this.laps);
      this.stops = await this.more('stops', anew ? [] : this.stops);
      this.events = await this.more('events', anew ? [] : this.events);
    } catch {
      // The link's own state tells that the server is away; everything is fetched when it is back.
      this.stale = true;
    } finally {
      this.busy = false;
    }

    if (this.again) {
      this.look();
    }
  }

  private async more<K extends ListName>(list: K, have: History[K]): Promise<History[K]> {
    let rows = have as readonly unknown[];
    for (;;) {
      const answer = await this.client.history(list, rows.length);
      if (answer.page.total < rows.length) {
        // The session went back: what is here is no longer its past.
        rows = [];
        continue;
      }

      if (answer.rows.length > 0) {
        rows = [...rows, ...answer.rows];
      }

      if (answer.page.next_offset === null || answer.rows.length === 0) {
        return rows as History[K];
      }
    }
  }
}
