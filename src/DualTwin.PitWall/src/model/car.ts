import type { Car, CarTwin, Estimate } from '../api/documents';

/** One wheel as far as anybody knows it. */
export interface Wheel {
  readonly wear: number | null;
  readonly temperature: number | null;
}

/** The four wheels, FL, FR, RL, RR; null where the source tells none of them. */
export function wheels(car: Car | null, twin: CarTwin | null): Wheel[] | null {
  const wear = car?.tire.wheel_wear ?? null;
  const temperature = car?.tire.wheel_temperature ?? twin?.current_state.tire_temp ?? null;
  if (wear === null && temperature === null) {
    return null;
  }

  return [0, 1, 2, 3].map((index) => ({ wear: wear?.[index] ?? null, temperature: temperature?.[index] ?? null }));
}

/** Laps of fuel left at the flag: above zero there is enough. Null without a race distance or an estimate. */
export function fuelMargin(car: Car | null, total: number | null, laps: Estimate | null): Estimate | null {
  if (car?.laps_completed == null || total === null || laps === null) {
    return null;
  }

  const toGo = total - car.laps_completed;
  const less = (value: number | null) => (value === null ? null : value - toGo);
  return { mean: less(laps.mean), p10: less(laps.p10), p90: less(laps.p90) };
}

/** A reason for the pace, as newer twins tell it. */
export interface WhyTerm {
  readonly name: string;
  readonly seconds: number;
}

/** The reasons for the delta to the reference and the laps to come, where the twin tells them: later twins do, today's does not. */
export function explained(twin: CarTwin | null): { why: WhyTerm[]; nextLaps: Estimate[] } {
  const document = (twin ?? {}) as Record<string, unknown>;
  return { why: terms(document['why']), nextLaps: estimates(document['next_laps'] ?? document['next_lap_times']) };
}

function terms(value: unknown): WhyTerm[] {
  const list = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.entries(value).map(([name, seconds]) => ({ name, seconds })) : [];
  return list.flatMap((item: unknown) => {
    const term = item as Record<string, unknown>;
    const name = term['name'] ?? term['term'] ?? term['kind'];
    const seconds = mean(term['seconds'] ?? term['value']);
    return typeof name === 'string' && seconds !== null ? [{ name, seconds }] : [];
  });
}

function estimates(value: unknown): Estimate[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => (mean(item) === null ? [] : [item as Estimate])) : [];
}

function mean(value: unknown): number | null {
  const number = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['mean'] : value;
  return typeof number === 'number' ? number : null;
}
