import { describe, expect, it } from 'vitest';
import type { CarTwin } from '../src/api/documents';
import { chart, type ChartSource } from '../src/charts/build';
import { valuesAt } from '../src/charts/chart';
import { lineStyles, readable } from '../src/charts/colours';
import { byCar } from '../src/model/laps';
import { car, lap } from './fixtures';

const cars = [car('1'), car('2')];
const laps = byCar([
  lap('1', 1),
  lap('1', 2, { lap_time: 91, position: 2 }),
  lap('1', 3, { lap_time: 130, track_status: 'safety_car' }),
  lap('2', 1),
  lap('2', 2, { lap_time: 90.5, gap_to_leader: 4 }),
]);

const source = (more: Partial<ChartSource>): ChartSource => ({
  kind: 'laps',
  laps,
  cars,
  wanted: ['1', '2'],
  ours: '1',
  reference: null,
  racingOnly: true,
  twin: null,
  styles: lineStyles(cars, false),
  lightGround: false,
  ...more,
});

describe('chart', () => {
  it('leaves laps off racing speed out of lap times, or shows them', () => {
    expect(chart(source({})).lines[0]?.values).toEqual([null, 91, null]);
    expect(chart(source({ racingOnly: false })).lines[0]?.values).toEqual([90, 91, 130]);
  });

  it('has the first place at the top', () => {
    expect(chart(source({ kind: 'positions' }))).toMatchObject({ inverted: true, whole: true, x: [1, 2, 3] });
  });

  it('draws our car thicker than the others', () => {
    const [ours, other] = chart(source({ kind: 'gaps' })).lines;

    expect(ours?.width).toBeGreaterThan(other?.width ?? 0);
  });

  it('bands only the coming ages of our own set', () => {
    const band = { mean: 90, p10: 89, p90: 91 };
    const twin = { car_id: '1', tire_age: 2, estimates: { next_lap_time: band, tire_slope: { mean: 0.1, p10: 0, p90: 0.2 } } } as unknown as CarTwin;
    const made = chart(source({ kind: 'tyres', wanted: ['1'], twin }));

    expect(made.band?.low.slice(0, 4)).toEqual([null, null, 89, 89]);
    expect(made.band?.high.slice(0, 4)).toEqual([null, null, 91, 91.2]);
    expect(chart(source({ kind: 'tyres', twin, ours: '2' })).band).toBeNull();
  });
});

it('valuesAt tells the values of a lap, best first, and leaves out those without one', () => {
  expect(valuesAt(chart(source({})), 1).map((value) => `${value.label} ${value.text}`)).toEqual(['D2 1:30.500', 'D1 1:31.000']);
  expect(valuesAt(chart(source({})), 0)).toEqual([]);
});

describe('lineStyles', () => {
  it('dashes the second car of a team', () => {
    const styles = lineStyles([car('1', { team: 'A' }), car('2', { team: 'A' }), car('3', { team: 'B' })], false);

    expect(['1', '2', '3'].map((id) => styles.get(id)?.dashed)).toEqual([false, true, false]);
  });

  it('keeps every colour visible on its ground', () => {
    expect(readable('000000', false)).not.toBe('rgb(0, 0, 0)');
    expect(readable('FFFFFF', true)).not.toBe('rgb(255, 255, 255)');
    expect(readable('00D2BE', false)).toBe('rgb(0, 210, 190)');
    expect(readable('nonsense', false)).toMatch(/^rgb\(\d+, \d+, \d+\)$/);
  });
});
