import { describe, expect, it } from 'vitest';
import { messages, neighbours, type AlertKind } from '../src/model/alerts';
import { event } from './fixtures';

const none: ReadonlySet<AlertKind> = new Set();

describe('neighbours', () => {
  const places = new Map([1, 2, 3, 4, 5, 6].map((place) => [String(place), place]));

  it('are our car and those up to two places away', () => {
    expect([...neighbours(places, '4')]).toEqual(['2', '3', '4', '5', '6']);
  });

  it('are nobody without a car of ours, and only ours where its place is unknown', () => {
    expect(neighbours(places, null).size).toBe(0);
    expect([...neighbours(places, '99')]).toEqual(['99']);
  });
});

describe('messages', () => {
  it('come newest first, and several of a type within 12 s as one', () => {
    const made = messages(
      [event(1, 'pit_entry', { car_id: '1' }), event(5, 'pit_entry', { car_id: '2' }), event(30, 'pit_entry', { car_id: '3' })],
      new Set(['2']),
      none,
      10,
    );

    expect(made.map((message) => message.cars)).toEqual([['3'], ['1', '2']]);
    expect(made.map((message) => message.relevant)).toEqual([false, true]);
  });

  it('of race control stay single: each is read by itself', () => {
    expect(messages([event(1, 'race_control'), event(2, 'race_control')], new Set(), none, 10)).toHaveLength(2);
  });

  it('leave out what is silenced', () => {
    const made = messages([event(1, 'position_change'), event(2, 'red_flag')], new Set(), new Set<AlertKind>(['timing']), 10);

    expect(made.map((message) => message.type)).toEqual(['red_flag']);
  });

  it('are no more than asked for', () => {
    const many = Array.from({ length: 50 }, (_, index) => event(index + 1, 'race_control'));

    expect(messages(many, new Set(), none, 7).map((message) => message.id)).toEqual([50, 49, 48, 47, 46, 45, 44]);
  });

  it('of neutralisations concern everybody', () => {
    expect(messages([event(1, 'safety_car_deployed')], new Set(), none, 10)[0]?.relevant).toBe(true);
  });
});
