import { describe, expect, it } from 'vitest';
import { strip } from '../src/model/plan';

const laps = (stints: ReturnType<typeof strip>) => stints.map((stint) => [stint.compound, stint.start_lap, stint.end_lap]);

describe('strip', () => {
  it('goes from the lap now driven to the flag, each set from the lap after its stop', () => {
    expect(laps(strip([{ lap: 30, compound: 'hard' }, { lap: 45, compound: 'soft' }], 'medium', 25, 51))).toEqual([
      ['medium', 25, 30],
      ['hard', 31, 45],
      ['soft', 46, 51],
    ]);
  });

  it('is one stint without a stop', () => {
    expect(laps(strip([], null, 25, 51))).toEqual([[null, 25, 51]]);
  });

  it('never ends a stint before it began', () => {
    expect(laps(strip([{ lap: 24, compound: 'hard' }], 'soft', 25, 51))).toEqual([
      ['soft', 25, 25],
      ['hard', 25, 51],
    ]);
  });
});
