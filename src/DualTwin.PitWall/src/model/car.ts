import type { Car, CarTwin, Compound, Estimate, NextStop } from '../api/documents';

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

/** What a lap's time is made of, in the order in which it is told. */
export const whyTerms = ['fuel', 'tires', 'traffic', 'track', 'other'] as const;

export interface WhyTerm {
  readonly name: (typeof whyTerms)[number];
  readonly seconds: number;
}

/** Why the lap now driven takes as long as the twin expects; terms that nobody can tell are left out. */
export function why(twin: CarTwin | null): WhyTerm[] {
  const lap = twin?.next_laps?.[0];
  return lap === undefined ? [] : whyTerms.flatMap((name) => (lap[name] === null ? [] : [{ name, seconds: lap[name] }]));
}

/** The set that the next stop most likely fits, with its chance; null where nothing tells. */
export function likeliestSet(stop: NextStop | null | undefined): { compound: Compound; chance: number } | null {
  const known = Object.entries(stop?.compounds ?? {}).flatMap(([compound, chance]) => (chance === null ? [] : [{ compound: compound as Compound, chance }]));
  return known.length === 0 ? null : known.reduce((best, one) => (one.chance > best.chance ? one : best));
}
