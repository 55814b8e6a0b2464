import { describe, expect, it } from 'vitest';
import type { CarTwin } from '../src/api/documents';
import { explained, fuelMargin, wheels } from '../src/model/car';
import { car } from './fixtures';

describe('wheels', () => {
  it('are unknown where nobody tells any', () => {
    expect(wheels(car('1'), null)).toBeNull();
  });

  it('keep what is known of each', () => {
    const tire = { ...car('1').tire, wheel_wear: [0.1, null, 0.3, 0.4] };

    expect(wheels(car('1', { tire }), null)).toEqual([
      { wear: 0.1, temperature: null },
      { wear: null, temperature: null },
      { wear: 0.3, temperature: null },
      { wear: 0.4, temperature: null },
    ]);
  });
});

it('fuelMargin tells the laps of fuel left at the flag', () => {
  expect(fuelMargin(car('1', { laps_completed: 40 }), 50, { mean: 11.5, p10: 9, p90: null })).toEqual({ mean: 1.5, p10: -1, p90: null });
  expect(fuelMargin(car('1'), null, { mean: 10, p10: 9, p90: 11 })).toBeNull();
});

describe('explained', () => {
  const twin = (more: object) => more as unknown as CarTwin;

  it('is empty for twins that explain nothing', () => {
    expect(explained(null)).toEqual({ why: [], nextLaps: [] });
    expect(explained(twin({}))).toEqual({ why: [], nextLaps: [] });
  });

  it('reads reasons and coming laps where a newer twin has them', () => {
    const nextLap = { mean: 90, p10: 89, p90: 91 };

    expect(explained(twin({ why: [{ term: 'fuel', seconds: 0.3 }, { term: 'odd' }], next_laps: [nextLap, null] }))).toEqual({
      why: [{ name: 'fuel', seconds: 0.3 }],
      nextLaps: [nextLap],
    });
    expect(explained(twin({ why: { tyre_age: { mean: -0.2 } } })).why).toEqual([{ name: 'tyre_age', seconds: -0.2 }]);
  });
});
