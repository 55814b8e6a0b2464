import { describe, expect, it } from 'vitest';
import { byCar, gapTable, isRacing, lapTable, stintPaces } from '../src/model/laps';
import { lap } from './fixtures';

describe('isRacing', () => {
  it.each([
    ['the first lap', lap('1', 1)],
    ['a lap into the pit lane', lap('1', 5, { pit_in: true })],
    ['a lap out of it', lap('1', 5, { pit_out: true })],
    ['a lap behind the safety car', lap('1', 5, { track_status: 'safety_car' })],
    ['a lap under the virtual safety car', lap('1', 5, { track_status: 'virtual_safety_car' })],
    ['a deleted lap', lap('1', 5, { valid: false })],
    ['a lap without a time', lap('1', 5, { lap_time: null })],
  ])('leaves out %s', (_, row) => {
    expect(isRacing(row)).toBe(false);
  });

  it('takes a green lap, and one of which nobody tells the status', () => {
    expect(isRacing(lap('1', 5))).toBe(true);
    expect(isRacing(lap('1', 5, { track_status: null }))).toBe(true);
  });
});

describe('tables', () => {
  const laps = byCar([
    lap('1', 2, { gap_to_leader: 0 }),
    lap('1', 1, { gap_to_leader: 0 }),
    lap('2', 1, { gap_to_leader: 1.5 }),
    lap('2', 2, { gap_to_leader: 2.25 }),
    lap('3', 1, { gap_to_leader: null, gap_laps: 1 }),
  ]);

  it('put laps where they belong and null where there is none', () => {
    const table = lapTable(laps, ['1', '3'], (row) => row.lap);

    expect(table.laps).toEqual([1, 2]);
    expect(table.columns.get('1')).toEqual([1, 2]);
    expect(table.columns.get('3')).toEqual([1, null]);
  });

  it('tell gaps to the leader or to a car, and none of a lapped car', () => {
    expect(gapTable(laps, ['2'], null).columns.get('2')).toEqual([1.5, 2.25]);
    expect(gapTable(laps, ['1', '3'], '2').columns.get('1')).toEqual([-1.5, -2.25]);
    expect(gapTable(laps, ['3'], null).columns.get('3')).toEqual([null]);
  });
});

describe('stintPaces', () => {
  it('begins a stint where the tyres get younger and holds racing laps only', () => {
    const stints = stintPaces('1', [
      lap('1', 1, { tire_age: 1 }),
      lap('1', 2, { tire_age: 2, lap_time: 91 }),
      lap('1', 3, { tire_age: 3, pit_in: true }),
      lap('1', 4, { tire_age: 1, pit_out: true, compound: 'hard' }),
      lap('1', 5, { tire_age: 2, lap_time: 89, compound: 'hard' }),
    ]);

    expect(stints).toEqual([
      { carId: '1', compound: 'soft', ages: [2], times: [91] },
      { carId: '1', compound: 'hard', ages: [2], times: [89] },
    ]);
  });
});
