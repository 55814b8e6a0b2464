import { describe, expect, it } from 'vitest';
import { rejoin } from '../src/model/rejoin';
import { car } from './fixtures';

const loss = { mean: 20, p10: 18, p90: 24 };

describe('rejoin', () => {
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
    const found = rejoin(cars, '2', loss);

    expect(found).toMatchObject({ position: 4, best: 3, worst: 5, gap: 25 });
    expect(found?.ahead?.car.car_id).toBe('4');
    expect(found?.ahead?.seconds).toBe(1);
    expect(found?.behind?.car.car_id).toBe('5');
    expect(found?.behind?.seconds).toBe(-3);
  });

  it('has nobody behind the last', () => {
    expect(rejoin(cars, '5', loss)).toMatchObject({ position: 5, behind: null });
  });

  it.each([
    ['without the cost of a stop', '2', null],
    ['for a lapped car', '6', loss],
    ['for a car that is out', '7', loss],
    ['for no car', null, loss],
  ])('says nothing %s', (_, ours, cost) => {
    expect(rejoin(cars, ours, cost)).toBeNull();
  });
});
