import type { Compound, Stint } from '../api/documents';
import type { Stop } from '../api/forecast';

/** The stints that a plan makes of the laps from the one now driven to the flag. A stop is at the end of its lap. */
export function strip(stops: readonly Stop[], compound: Compound | null, from: number, to: number): Stint[] {
  const sets = [{ compound, start: from }, ...stops.map((stop) => ({ compound: stop.compound, start: stop.lap + 1 }))];
  return sets.map((set, index) => ({
    stint: index + 1,
    compound: set.compound,
    compound_name: null,
    new: null,
    start_lap: set.start,
    end_lap: Math.max(set.start, (sets[index + 1]?.start ?? to + 1) - 1),
    age_at_start: null,
  }));
}
