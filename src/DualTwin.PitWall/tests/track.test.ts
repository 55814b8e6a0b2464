import { describe, expect, it } from 'vitest';
import { fit, gapsOf, labelRings, partOf, ring, ringPoint, stretch, TrackLearner } from '../src/model/track';
import { car } from './fixtures';

/** A car at a part of a lap on a circle with a radius of 500 m. */
const at = (lap: number, part: number) =>
  car('1', { lap, map_position: { x: 500 * Math.cos(part * 2 * Math.PI), y: 500 * Math.sin(part * 2 * Math.PI) } });

function drive(learner: TrackLearner, laps: number, session = 's') {
  for (let step = 0; step < laps * 200; step++) {
    learner.take(session, [at(1 + Math.floor(step / 200), (step % 200) / 200)]);
  }
}

describe('TrackLearner', () => {
  it('learns the outline from the first whole lap', () => {
    const learner = new TrackLearner();
    drive(learner, 1.5);
    expect(learner.complete).toBe(false);
    drive(learner, 3);

    expect(learner.complete).toBe(true);
    expect(learner.outline.length).toBeGreaterThan(150);
    for (const point of learner.outline) {
      expect(Math.hypot(point.x, point.y)).toBeCloseTo(500, 6);
    }
  });

  it('forgets the circuit of another session', () => {
    const learner = new TrackLearner();
    drive(learner, 3);
    learner.take('another', [at(1, 0)]);

    expect(learner.complete).toBe(false);
    expect(learner.outline).toHaveLength(1);
  });

  it('takes no lap through the pit lane for the circuit', () => {
    const learner = new TrackLearner();
    for (let step = 0; step < 600; step++) {
      const driven = at(1 + Math.floor(step / 200), (step % 200) / 200);
      learner.take('s', [step % 200 === 100 ? { ...driven, status: 'in_pit_lane' } : driven]);
    }

    expect(learner.complete).toBe(false);
  });

  it('knows nothing of cars without a place', () => {
    const learner = new TrackLearner();
    learner.take('s', [car('1')]);

    expect(learner.outline).toEqual([]);
  });
});

describe('ring', () => {
  it('stands on lap fractions where there are any', () => {
    const placed = ring([car('1', { lap_fraction: 0.25 }), car('2')], 90);

    expect(placed.basis).toBe('fraction');
    expect(placed.cars.map((place) => place.at)).toEqual([0.25]);
  });

  it('stands on gaps otherwise, the leader at the line', () => {
    const placed = ring([car('1', { gap_to_leader: 0 }), car('2', { gap_to_leader: 22.5 }), car('3', { status: 'retired' })], 90);

    expect(placed.basis).toBe('gap');
    expect(placed.cars.map((place) => place.at)).toEqual([0, 0.75]);
  });

  it('is none without gaps or without a lap time', () => {
    expect(ring([car('1'), car('2')], null).basis).toBe('none');
    expect(ring([car('1', { gap_to_leader: null })], 90).basis).toBe('none');
  });

  it('has the line at the top', () => {
    expect(ringPoint(0, 400).x).toBeCloseTo(200);
    expect(ringPoint(0, 400).y).toBeLessThan(ringPoint(0.5, 400).y);
  });

  it('moves names of neighbours apart', () => {
    const near = [0.1, 0.11, 0.5].map((place, index) => ({ car: car(String(index)), at: place }));
    const [first, second, third] = labelRings(near);

    expect(first).not.toBe(second);
    expect(first).toBe(third);
  });
});

describe('fit', () => {
  it('brings every point into the square and keeps north up', () => {
    const place = fit([{ x: -100, y: 0 }, { x: 300, y: 800 }], 400);
    const [south, north] = [place({ x: -100, y: 0 }), place({ x: 300, y: 800 })];

    for (const value of [south.x, south.y, north.x, north.y]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(400);
    }

    expect(north.y).toBeLessThan(south.y);
  });
});

describe('a stretch of the outline', () => {
  const outline = Array.from({ length: 100 }, (_, i) => ({ x: Math.cos((i / 100) * 2 * Math.PI), y: Math.sin((i / 100) * 2 * Math.PI) }));

  it('lies where a car at a part of the lap is', () => {
    expect(partOf(outline, { x: 0.1, y: 1.2 })).toBeCloseTo(0.24, 2);
    expect(partOf(outline, { x: 1, y: 0 })).toBe(0);
  });

  it('goes on over the line', () => {
    const over = stretch(outline, 0.95, 0.1);

    expect(over).toHaveLength(11);
    expect(over[0]).toEqual(outline[95]);
    expect(over[5]).toEqual(outline[0]);
    expect(over[10]).toEqual(outline[5]);
  });

  it('is never more than the lap and never nothing', () => {
    expect(stretch(outline, -0.3, 2)).toHaveLength(101);
    expect(stretch(outline, 0.5, 0)).toHaveLength(2);
    expect(stretch([], 0.5, 0.1)).toEqual([]);
  });
});

describe('gapsOf', () => {
  it('reaches lapped cars through the intervals', () => {
    const gaps = gapsOf([
      car('3', { position: 3, gap_to_leader: null, gap_laps: 1, interval: 4 }),
      car('1', { position: 1, gap_to_leader: 0 }),
      car('2', { position: 2, gap_to_leader: 90 }),
      car('5', { position: 5, gap_to_leader: null, interval: 2 }),
      car('4', { position: 4, gap_to_leader: null, interval: null }),
    ]);

    expect([...gaps]).toEqual([['1', 0], ['2', 90], ['3', 94]]);
  });
});
