import type { Car } from '../api/documents';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Metres between two points of an outline. */
const spacing = 15;
/** A lap of the longest circuit has fewer points; more are a car that is lost. */
const mostPoints = 1500;
const fewestPoints = 40;
/** A lap is closed where its end lies this near to its beginning, m. */
const closing = 150;

interface Trace {
  lap: number | null;
  whole: boolean;
  points: Point[];
}

/**
 * Learns the outline of a circuit from where cars drive: the points of the first whole lap that any car drives without the pit lane.
 * Until then the longest trace so far is the outline, open at its ends.
 */
export class TrackLearner {
  private readonly traces = new Map<string, Trace>();
  private session: string | null = null;
  private closed: readonly Point[] | null = null;

  /** The outline so far; empty where no car tells its place. */
  outline: readonly Point[] = [];

  /** Whether the outline is a whole lap. */
  get complete(): boolean {
    return this.closed !== null;
  }

  /** Takes the cars of one view in. Another session begins anew. */
  take(session: string | null, cars: readonly Car[]): void {
    if (session !== this.session) {
      this.session = session;
      this.closed = null;
      this.outline = [];
      this.traces.clear();
    }

    if (this.closed !== null) {
      return;
    }

    for (const car of cars) {
      this.follow(car);
    }
  }

  private follow(car: Car): void {
    const place = toPoint(car);
    if (place === null) {
      return;
    }

    let trace = this.traces.get(car.car_id);
    if (trace === undefined || car.status !== 'on_track' || trace.points.length > mostPoints) {
      trace = { lap: car.lap, whole: false, points: [] };
      this.traces.set(car.car_id, trace);
    } else if (car.lap !== trace.lap) {
      this.close(trace);
      trace = { lap: car.lap, whole: true, points: [] };
      this.traces.set(car.car_id, trace);
    }

    const last = trace.points.at(-1);
    if (last === undefined || distance(last, place) >= spacing) {
      trace.points.push(place);
      if (this.closed === null && trace.points.length > this.outline.length) {
        this.outline = [...trace.points];
      }
    }
  }

  private close(trace: Trace): void {
    const [first, last] = [trace.points[0], trace.points.at(-1)];
    if (trace.whole && first && last && trace.points.length >= fewestPoints && distance(first, last) <= closing) {
      this.closed = trace.points;
      this.outline = this.closed;
      this.traces.clear();
    }
  }
}

export function toPoint(car: Car): Point | null {
  const place = car.map_position;
  return place?.x == null || place.y == null ? null : { x: place.x, y: place.y };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Part of a whole lap's outline, 0 to 1, at which a place lies: that of the nearest point. */
export function partOf(outline: readonly Point[], place: Point): number {
  let [nearest, least] = [0, Infinity];
  outline.forEach((point, index) => {
    const away = distance(point, place);
    if (away < least) {
      [nearest, least] = [index, away];
    }
  });
  return nearest / Math.max(1, outline.length);
}

/** The points of a whole lap's outline from a part of the lap on, for a share of it. Points lie evenly, so parts of the list are parts of the lap. */
export function stretch(outline: readonly Point[], from: number, share: number): Point[] {
  const count = outline.length;
  const first = Math.round(wrap(from) * count);
  const points = Math.min(count, Math.max(1, Math.round(share * count)));
  return Array.from({ length: points + 1 }, (_, step) => outline[(first + step) % count]).filter((point) => point !== undefined);
}

/** How the ring is made where no car tells its place on the map. */
export type RingBasis = 'fraction' | 'gap' | 'none';

export interface RingCar {
  readonly car: Car;
  /** Part of the lap, 0 to 1. */
  readonly at: number;
}

/** Places on the ring: by lap fraction, or else by the gap to the leader, who then stands at the line. */
export function ring(cars: readonly Car[], lapSeconds: number | null): { basis: RingBasis; cars: RingCar[] } {
  const driving = cars.filter((car) => car.status !== 'retired' && car.status !== 'finished');
  const byFraction = driving.flatMap((car) => (car.lap_fraction === null ? [] : [{ car, at: car.lap_fraction }]));
  if (byFraction.length > 0) {
    return { basis: 'fraction', cars: byFraction };
  }

  if (lapSeconds === null || lapSeconds <= 0) {
    return { basis: 'none', cars: [] };
  }

  const gaps = gapsOf(driving);
  const byGap = driving.flatMap((car) => {
    const gap = gaps.get(car.car_id);
    return gap === undefined ? [] : [{ car, at: wrap(-gap / lapSeconds) }];
  });
  return { basis: byGap.length > 1 ? 'gap' : 'none', cars: byGap.length > 1 ? byGap : [] };
}

/**
 * Seconds behind the leader by car: the source's, and of a car that it counts in laps those of the car ahead and the interval to it. A car
 * of which neither is known is left out.
 */
export function gapsOf(cars: readonly Car[]): Map<string, number> {
  const gaps = new Map<string, number>();
  let ahead: number | null = null;
  for (const car of [...cars].sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity))) {
    ahead = car.gap_to_leader ?? (ahead === null || car.interval === null ? null : ahead + car.interval);
    if (ahead !== null) {
      gaps.set(car.car_id, ahead);
    }
  }

  return gaps;
}

/** Brings a part of a lap into 0 to 1. */
export function wrap(fraction: number): number {
  return ((fraction % 1) + 1) % 1;
}

/** The point of a ring in a square of a size: the line is at the top, and cars go round clockwise. */
export function ringPoint(at: number, size: number, stretch = 1): Point {
  const angle = at * 2 * Math.PI - Math.PI / 2;
  const radius = size * 0.38 * stretch;
  return { x: size / 2 + radius * Math.cos(angle), y: size / 2 + radius * Math.sin(angle) };
}

/** Brings points into a square of a size, with a margin, the y axis upwards. */
export function fit(points: readonly Point[], size: number): (point: Point) => Point {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const scale = (size * 0.86) / Math.max(right - left, top - bottom, 1);
  return (point) => ({
    x: size / 2 + (point.x - (left + right) / 2) * scale,
    y: size / 2 - (point.y - (bottom + top) / 2) * scale,
  });
}

/** Part of a lap within which two names would cover each other. */
const labelWidth = 0.022;
const nameRings = [1.15, 0.85, 1.26, 0.74];

/** How far out each name stands: names of cars that are close together take turns outside and inside the ring. */
export function labelRings(cars: readonly RingCar[]): number[] {
  const order = cars.map((_, index) => index).sort((a, b) => (cars[a]?.at ?? 0) - (cars[b]?.at ?? 0));
  const rings = new Array<number>(cars.length).fill(nameRings[0] ?? 1);
  let turn = 0;
  order.forEach((index, place) => {
    const before = order[place - 1];
    turn = before !== undefined && (cars[index]?.at ?? 0) - (cars[before]?.at ?? 0) < labelWidth ? (turn + 1) % nameRings.length : 0;
    rings[index] = nameRings[turn] ?? 1;
  });
  return rings;
}
