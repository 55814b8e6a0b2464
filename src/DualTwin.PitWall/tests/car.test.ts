import { describe, expect, it } from 'vitest';
import type { CarTwin, ComingLap } from '../src/api/documents';
import { fuelMargin, likeliestSet, wheels, why } from '../src/model/car';
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

describe('why', () => {
  const lap: ComingLap = { lap: 12, lap_time: { median: 90, p10: 89, p90: 91 }, fuel: 0.3, tires: 0.5, traffic: null, track: -0.1, other: 0 };
  const twin = (next_laps: ComingLap[] | null) => ({ next_laps }) as unknown as CarTwin;

  it('is empty where nothing tells', () => {
    expect(why(null)).toEqual([]);
    expect(why(twin(null))).toEqual([]);
    expect(why(twin([]))).toEqual([]);
  });

  it('has the terms of the lap now driven that are known', () => {
    expect(why(twin([lap, { ...lap, fuel: 9 }]))).toEqual([
      { name: 'fuel', seconds: 0.3 },
      { name: 'tires', seconds: 0.5 },
      { name: 'track', seconds: -0.1 },
      { name: 'other', seconds: 0 },
    ]);
  });
});

it('likeliestSet names the set of the highest chance', () => {
  const stop = { probability: 0.9, lap_p10: 20, lap_median: 22, lap_p90: 25 };

  expect(likeliestSet({ ...stop, compounds: { soft: 0.1, medium: null, hard: 0.7, intermediate: 0.2, wet: 0 } })).toEqual({ compound: 'hard', chance: 0.7 });
  expect(likeliestSet({ ...stop, compounds: null })).toBeNull();
  expect(likeliestSet(null)).toBeNull();
});
