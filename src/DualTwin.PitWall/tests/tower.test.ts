import { describe, expect, it } from 'vitest';
import { behindFastest, filterRows, sortRows, towerRows, visibleColumns } from '../src/model/tower';
import { car, field, telemetry } from './fixtures';

const cars = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => car(String(n)));
const ids = (rows: ReturnType<typeof towerRows>) => rows.map((row) => row.car.car_id).join('');

describe('towerRows', () => {
  it('knows our car, its rivals and the places won', () => {
    const rows = towerRows(telemetry([car('1', { grid_position: 4 }), car('2', { grid_position: null })]), field('2', { 1: 'high' }));

    expect(rows.map((row) => row.ours)).toEqual([false, true]);
    expect(rows[0]?.rival?.strategic_threat_level).toBe('high');
    expect(rows.map((row) => row.gained)).toEqual([3, null]);
  });

  it('is empty before there is data', () => {
    expect(towerRows(null, null)).toEqual([]);
  });
});

describe('filterRows', () => {
  const rows = towerRows(telemetry([...cars.slice(0, 7), car('8', { status: 'retired' })]), field('2', { 7: 'critical', 1: 'low' }));

  it.each([
    ['all', '', '12345678'],
    ['near', '', '12345'],
    ['threats', '', '27'],
    ['running', '', '1234567'],
    ['all', 'driver 5', '25'],
    ['near', 'team 7', '2'],
  ] as const)('%s with "%s" leaves %s, our car always among them', (filter, text, left) => {
    expect(ids(filterRows(rows, filter, text))).toBe(left);
  });
});

describe('sortRows', () => {
  it('puts lapped cars behind all others and unknown gaps last, both ways', () => {
    const rows = towerRows(
      telemetry([
        car('1', { gap_to_leader: 80 }),
        car('2', { gap_to_leader: null, gap_laps: 1 }),
        car('3', { gap_to_leader: null }),
        car('4', { gap_to_leader: 0 }),
      ]),
      null,
    );

    expect(ids(sortRows(rows, 'gap', false))).toBe('4123');
    expect(ids(sortRows(rows, 'gap', true))).toBe('2143');
  });

  it('keeps equal values in the order of places', () => {
    const rows = towerRows(telemetry([car('3'), car('1'), car('2')]), null);

    expect(ids(sortRows(rows, 'stops', true))).toBe('123');
  });

  it('sorts threats by how bad they are', () => {
    const rows = towerRows(telemetry(cars.slice(0, 4)), field('9', { 1: 'low', 2: 'critical', 3: 'medium' }));

    expect(ids(sortRows(rows, 'threat', true))).toBe('2314');
  });
});

describe('visibleColumns', () => {
  it('shows everything where there is room and the essence where there is not', () => {
    expect(visibleColumns(200, false)).toHaveLength(14);
    expect(visibleColumns(20, false)).toEqual(expect.arrayContaining(['position', 'car', 'gap', 'tyre']));
  });

  it('never asks for more room than it was given, above the least', () => {
    const least = visibleColumns(0, false).length;
    for (let room = 20; room < 120; room++) {
      expect(visibleColumns(room, false).length).toBeGreaterThanOrEqual(least);
      expect(visibleColumns(room, false).length).toBeLessThanOrEqual(visibleColumns(room + 1, false).length);
    }
  });

  it('gives the room of what only a race has to the sectors elsewhere', () => {
    expect(visibleColumns(75, false, false)).toContain('sectors');
    expect(visibleColumns(200, false, false)).not.toEqual(expect.arrayContaining(['threat', 'stops', 'chance']));
  });

  it('leaves detail out in compact mode', () => {
    expect(visibleColumns(200, true)).not.toContain('sectors');
  });
});

describe('behindFastest', () => {
  it('is the best lap less the fastest of all', () => {
    const cars = [car('1', { best_lap_time: 80.5 }), car('2', { best_lap_time: 80 }), car('3', { best_lap_time: null })];

    expect(cars.map((one) => behindFastest(one, cars))).toEqual([0.5, 0, null]);
    expect(behindFastest(car('4', { best_lap_time: null }), [])).toBeNull();
  });
});
