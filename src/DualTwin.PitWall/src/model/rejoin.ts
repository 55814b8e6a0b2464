import { t } from '../i18n';
import { fixed } from './units';
import type { Car, CarTwin, Estimate } from '../api/documents';
import type { Rejoin } from '../api/forecast';

/** A car near the place where we would come out, and how far it is away. */
export interface Neighbour {
  readonly id: string;
  readonly seconds: number | null;
}

/** Where we would come out if we stopped now. */
export interface Exit {
  readonly position: number;
  /** 10th and 90th percentile of the place. */
  readonly best: number;
  readonly worst: number;
  readonly ahead: Neighbour | null;
  readonly behind: Neighbour | null;
  /** Whether the twin's own forecast says so; otherwise the gaps of this moment. */
  readonly byTwin: boolean;
}

/** The cars around the place where a forecast brings us out, in words. */
export function around(rejoin: Rejoin, nameOf: (carId: string) => string): string {
  // Each side names its most likely car, which may be the same.
  if (rejoin.ahead !== null && rejoin.ahead.car_id === rejoin.behind?.car_id) {
    return t('strategy.rejoinBeside', { car: nameOf(rejoin.ahead.car_id) });
  }

  const near = (car: Rejoin['ahead']) => (car === null ? t('strategy.nobody') : `${nameOf(car.car_id)} (${fixed(car.gap_seconds, 1)} s)`);
  return t('strategy.rejoinBetween', { ahead: near(rejoin.ahead), behind: near(rejoin.behind) });
}

/** Where a forecast brings us out, in words: the place and the cars around it. */
export function comesOut(rejoin: Rejoin, nameOf: (carId: string) => string): string {
  return `P${fixed(rejoin.position, 0)} · ${around(rejoin, nameOf)}`;
}

/** The twin's forecast, which knows how the others go on; the gaps of this moment where it makes none. */
export function exitOf(cars: readonly Car[], ourId: string | null, twin: CarTwin | null): Exit | null {
  const told = twin?.rejoin;
  return told?.mean == null
    ? fromGaps(cars, ourId, twin?.estimates.pit_loss ?? null)
    : {
        position: Math.round(told.mean),
        best: told.p10,
        worst: told.p90,
        ahead: told.ahead_car === null ? null : { id: told.ahead_car, seconds: told.ahead_gap },
        behind: told.behind_car === null ? null : { id: told.behind_car, seconds: told.behind_gap },
        byTwin: true,
      };
}

/** From the gaps as they are and the cost of a stop; null where our gap or that cost is unknown, such as for a lapped car. */
export function fromGaps(cars: readonly Car[], ourId: string | null, loss: Estimate | null): Exit | null {
  const ours = cars.find((car) => car.car_id === ourId);
  if (ours === undefined || ours.gap_to_leader === null || loss?.mean == null || !isRunning(ours)) {
    return null;
  }

  const start = ours.gap_to_leader;
  const gap = start + loss.mean;
  const gaps = cars.flatMap((car) => (car === ours || !isRunning(car) || car.gap_to_leader === null ? [] : [{ id: car.car_id, gap: car.gap_to_leader }]));
  const placeAt = (at: number) => 1 + gaps.filter((other) => other.gap < at).length;
  const order = gaps.sort((a, b) => a.gap - b.gap);
  const ahead = order.findLast((other) => other.gap < gap);
  const behind = order.find((other) => other.gap >= gap);
  return {
    position: placeAt(gap),
    best: placeAt(start + (loss.p10 ?? loss.mean)),
    worst: placeAt(start + (loss.p90 ?? loss.mean)),
    ahead: ahead === undefined ? null : { id: ahead.id, seconds: gap - ahead.gap },
    behind: behind === undefined ? null : { id: behind.id, seconds: behind.gap - gap },
    byTwin: false,
  };
}

function isRunning(car: Car): boolean {
  return car.status !== 'retired' && car.status !== 'finished' && car.status !== 'stopped';
}
