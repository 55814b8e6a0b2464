import { describe, expect, it } from 'vitest';
import type { CarTwin } from '../src/api/documents';
import { comesOut, exitOf, fromGaps } from '../src/model/rejoin';
import { car } from './fixtures';

const loss = { mean: 20, p10: 18, p90: 24 };

describe('fromGaps', () => {
  const cars = [
    car('1', { gap_to_leader: 0 }),
    car('2', { gap_to_leader: 5 }),
    car('3', { gap_to_leader: 15 }),
    car('4', { gap_to_leader: 24 }),
    car('5', { gap_to_leader: 28 }),
    car('6', { gap_to_leader: null, gap_laps: 1 }),
    car('7', { gap_to_leader: 10, status: 'retired' }),
  ];

  it('finds the place, its bounds and the cars around it', () => {
    const found = fromGaps(cars, '2', loss);

    expect(found).toEqual({ position: 4, best: 3, worst: 5, ahead: { id: '4', seconds: 1 }, behind: { id: '5', seconds: 3 }, byTwin: false });
  });

  it('has nobody behind the last', () => {
    expect(fromGaps(cars, '5', loss)).toMatchObject({ position: 5, behind: null });
  });

  it.each([
    ['without the cost of a stop', '2', null],
    ['for a lapped car', '6', loss],
    ['for a car that is out', '7', loss],
    ['for no car', null, loss],
  ])('says nothing %s', (_, ours, cost) => {
    expect(fromGaps(cars, ours, cost)).toBeNull();
  });
});

describe('exitOf', () => {
  const loss = { mean: 20, p10: 18, p90: 22 };
  const twin = (more: object) => ({ estimates: { pit_loss: loss }, ...more }) as unknown as CarTwin;
  const cars = [car('1', { gap_to_leader: 0 }), car('2', { gap_to_leader: 25 })];

  it("is the twin's forecast where it makes one", () => {
    const told = { mean: 2.4, p10: 2, p90: 4, ahead_car: '2', ahead_gap: 1.5, behind_car: null, behind_gap: null };

    expect(exitOf(cars, '1', twin({ rejoin: told }))).toEqual({ position: 2, best: 2, worst: 4, ahead: { id: '2', seconds: 1.5 }, behind: null, byTwin: true });
  });

  it('is read from the gaps where the twin tells none', () => {
    for (const none of [{}, { rejoin: null }, { rejoin: { mean: null, p10: 1, p90: 2 } }]) {
      expect(exitOf(cars, '1', twin(none))).toEqual({ position: 1, best: 1, worst: 1, ahead: null, behind: { id: '2', seconds: 5 }, byTwin: false });
    }

    expect(exitOf(cars, '9', twin({}))).toBeNull();
    expect(exitOf(cars, '1', null)).toBeNull();
  });
});

describe('comesOut', () => {
  const rejoin = {
    position: 5.4,
    position_p10: 4,
    position_p90: 7,
    ahead: { car_id: '77', probability: 0.6, gap_seconds: 1.26 },
    behind: null,
    traffic_probability: 0.4,
  };

  it('names the place and who is around it', () => {
    expect(comesOut(rejoin, (id) => (id === '77' ? 'BOT' : id))).toBe('P5 · Behind BOT (1.3 s), ahead of nobody');
  });

  it('names a car that is the likeliest on both sides once', () => {
    const both = { ...rejoin, behind: { car_id: '77', probability: 0.5, gap_seconds: 0.8 } };

    expect(comesOut(both, () => 'BOT')).toBe('P5 · Close to BOT, ahead or behind');
  });
});
