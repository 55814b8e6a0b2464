import type { LapRow } from '../api/history';

/** Laps of each car, in the order of driving. */
export function byCar(laps: readonly LapRow[]): Map<string, LapRow[]> {
  const cars = new Map<string, LapRow[]>();
  for (const lap of laps) {
    const own = cars.get(lap.car_id);
    if (own === undefined) {
      cars.set(lap.car_id, [lap]);
    } else {
      own.push(lap);
    }
  }

  for (const own of cars.values()) {
    own.sort((a, b) => a.lap - b.lap);
  }

  return cars;
}

/** A lap at racing speed: under green, without the pit lane, not the first, not deleted. */
export function isRacing(lap: LapRow): boolean {
  return (
    lap.lap > 1 &&
    lap.lap_time !== null &&
    !lap.pit_in &&
    !lap.pit_out &&
    lap.valid !== false &&
    (lap.track_status === null || lap.track_status === 'green' || lap.track_status === 'yellow')
  );
}

/** A table for a chart: the first column are the laps, then one column a car, with null where there is nothing. */
export interface LapTable {
  readonly laps: number[];
  readonly columns: ReadonlyMap<string, (number | null)[]>;
}

/** Makes a table of one value a lap. */
export function lapTable(cars: ReadonlyMap<string, readonly LapRow[]>, wanted: readonly string[], value: (lap: LapRow) => number | null): LapTable {
  let last = 0;
  for (const car of wanted) {
    last = Math.max(last, cars.get(car)?.at(-1)?.lap ?? 0);
  }

  const laps = Array.from({ length: last }, (_, index) => index + 1);
  const columns = new Map<string, (number | null)[]>();
  for (const car of wanted) {
    const column: (number | null)[] = new Array<number | null>(last).fill(null);
    for (const lap of cars.get(car) ?? []) {
      column[lap.lap - 1] = value(lap);
    }

    columns.set(car, column);
  }

  return { laps, columns };
}

/** Gap of each car behind (above zero) or ahead of a reference, lap by lap; the reference null is the leader. */
export function gapTable(cars: ReadonlyMap<string, readonly LapRow[]>, wanted: readonly string[], reference: string | null): LapTable {
  const base = new Map<number, number | null>();
  if (reference !== null) {
    for (const lap of cars.get(reference) ?? []) {
      base.set(lap.lap, lap.gap_to_leader);
    }
  }

  return lapTable(cars, wanted, (lap) => {
    if (lap.gap_to_leader === null) {
      return null;
    }

    if (reference === null) {
      return lap.gap_to_leader;
    }

    const own = base.get(lap.lap) ?? null;
    return own === null ? null : Math.round((lap.gap_to_leader - own) * 1000) / 1000;
  });
}

/** Racing laps of a stint over the age of its tyres. */
export interface StintPace {
  readonly carId: string;
  readonly compound: string | null;
  readonly ages: number[];
  readonly times: number[];
}

/** The stints of one car as pace over tyre age; a new stint begins where the tyres get younger. */
export function stintPaces(carId: string, laps: readonly LapRow[]): StintPace[] {
  const stints: StintPace[] = [];
  let age = Number.POSITIVE_INFINITY;
  let current: StintPace | undefined;
  for (const lap of laps) {
    if (lap.tire_age === null) {
      continue;
    }

    if (current === undefined || lap.tire_age <= age || lap.compound !== current.compound) {
      current = { carId, compound: lap.compound, ages: [], times: [] };
      stints.push(current);
    }

    age = lap.tire_age;
    if (isRacing(lap) && lap.lap_time !== null) {
      current.ages.push(lap.tire_age);
      current.times.push(lap.lap_time);
    }
  }

  return stints.filter((stint) => stint.ages.length > 0);
}
