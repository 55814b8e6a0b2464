import type { Car, Competitor, FieldTwin, Telemetry, ThreatLevel } from '../api/documents';

export type SortKey = 'position' | 'car' | 'gap' | 'last' | 'best' | 'age' | 'stops' | 'chance' | 'threat';
export type Filter = 'all' | 'near' | 'threats' | 'running';

export interface TowerRow {
  readonly car: Car;
  readonly rival: Competitor | null;
  readonly ours: boolean;
  /** Places won since the start; null where the grid or the place is unknown. */
  readonly gained: number | null;
}

export const threatOrder: Record<ThreatLevel, number> = { critical: 4, high: 3, medium: 2, low: 1 };

/** Places to either side of ours that count as near. */
const nearPlaces = 3;

export function towerRows(telemetry: Telemetry | null, field: FieldTwin | null): TowerRow[] {
  if (telemetry === null) {
    return [];
  }

  const rivals = new Map(field?.competitors.map((rival) => [rival.car_id, rival]));
  return telemetry.cars.map((car) => ({
    car,
    rival: rivals.get(car.car_id) ?? null,
    ours: car.car_id === field?.our_car_id,
    gained: car.grid_position === null || car.position === null ? null : car.grid_position - car.position,
  }));
}

/** The rows that the filter and the text let through. Our car always stays. */
export function filterRows(rows: readonly TowerRow[], filter: Filter, text: string): TowerRow[] {
  const ours = rows.find((row) => row.ours)?.car.position ?? null;
  const wanted = text.trim().toLowerCase();
  return rows.filter((row) => row.ours || (passes(row, filter, ours) && (wanted === '' || matches(row.car, wanted))));
}

function passes(row: TowerRow, filter: Filter, ours: number | null): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'near':
      return ours !== null && row.car.position !== null && Math.abs(row.car.position - ours) <= nearPlaces;
    case 'threats':
      return row.rival?.strategic_threat_level != null && row.rival.strategic_threat_level !== 'low';
    case 'running':
      return row.car.status !== 'retired' && row.car.status !== 'stopped';
  }
}

function matches(car: Car, wanted: string): boolean {
  return [car.car_id, car.driver, car.driver_code, car.team].some((name) => name?.toLowerCase().includes(wanted));
}

/** Sorted by a key; rows without a value stand last whichever way it goes, and equal ones by place. */
export function sortRows(rows: readonly TowerRow[], key: SortKey, descending: boolean): TowerRow[] {
  const place = (row: TowerRow) => row.car.position ?? Number.MAX_SAFE_INTEGER;
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = sortValue(a, key);
    const right = sortValue(b, key);
    if (left === null || right === null) {
      return left === right ? place(a) - place(b) : left === null ? 1 : -1;
    }

    const order = typeof left === 'string' && typeof right === 'string' ? left.localeCompare(right) : Number(left) - Number(right);
    return order === 0 ? place(a) - place(b) : sign * order;
  });
}

function sortValue(row: TowerRow, key: SortKey): number | string | null {
  const { car, rival } = row;
  switch (key) {
    case 'position':
      return car.position;
    case 'car':
      return car.driver_code ?? car.driver ?? car.car_id;
    case 'gap':
      // A lapped car is behind every one that is not, however long its lap is.
      return car.gap_laps === null ? car.gap_to_leader : 1e6 * car.gap_laps;
    case 'last':
      return car.lap_time;
    case 'best':
      return car.best_lap_time;
    case 'age':
      return car.tire.age;
    case 'stops':
      return car.stop_count;
    case 'chance':
      return rival?.pit_probability ?? null;
    case 'threat':
      return rival?.strategic_threat_level == null ? null : threatOrder[rival.strategic_threat_level];
  }
}

export type Column =
  | 'position'
  | 'gained'
  | 'car'
  | 'team'
  | 'gap'
  | 'interval'
  | 'last'
  | 'best'
  | 'sectors'
  | 'tyre'
  | 'stints'
  | 'stops'
  | 'chance'
  | 'threat';

/** Widths in hundredths of the font size, in the order in which they are shown. */
const widths: Record<Column, number> = {
  position: 300,
  gained: 290,
  car: 640,
  team: 900,
  gap: 560,
  interval: 520,
  last: 660,
  best: 660,
  sectors: 1260,
  tyre: 400,
  stints: 800,
  stops: 360,
  chance: 480,
  threat: 690,
};

/** What goes first where there is no room. */
const leastWanted: readonly Column[] = ['team', 'sectors', 'best', 'stints', 'gained', 'stops', 'chance', 'last', 'interval', 'threat'];

/** What only a race has: places won, stops, and what rivals may do to us. */
const ofARace: readonly Column[] = ['gained', 'stints', 'stops', 'chance', 'threat'];

/** The columns that fit into a width (in font sizes), the least wanted left out first. */
export function visibleColumns(room: number, compact: boolean, race = true): Column[] {
  const shown = new Set((Object.keys(widths) as Column[]).filter((column) => race || !ofARace.includes(column)));
  if (compact) {
    for (const column of ['team', 'best', 'sectors', 'gained', 'stops'] as const) {
      shown.delete(column);
    }
  }

  const needed = () => [...shown].reduce((sum, column) => sum + widths[column], 0);
  for (const column of leastWanted) {
    if (needed() <= room * 100) {
      break;
    }

    shown.delete(column);
  }

  return [...shown];
}

/** Seconds behind the fastest lap of a session in which cars race the clock; null where either lap is unknown. */
export function behindFastest(car: Car, cars: readonly Car[]): number | null {
  const best = Math.min(...cars.flatMap((other) => (other.best_lap_time === null ? [] : [other.best_lap_time])));
  return car.best_lap_time === null ? null : car.best_lap_time - best;
}

export function columnWidth(column: Column): number {
  return widths[column] / 100;
}
