import type { Car, CarTwin, Estimate } from '../api/documents';

/** A car near the place where we would come out. */
export interface Neighbour {
  readonly car: Car;
  /** Seconds to it: above zero it is ahead of us, below it is behind. */
  readonly seconds: number;
}

/** Where we would come out if we stopped now, from the gaps as they are and the twin's estimate of what a stop costs. */
export interface Rejoin {
  readonly position: number;
  /** Place where the stop costs as little, or as much, as in nine of ten cases. */
  readonly best: number;
  readonly worst: number;
  readonly gap: number;
  readonly ahead: Neighbour | null;
  readonly behind: Neighbour | null;
}

/** Null where our gap or the cost of a stop is unknown, such as for a lapped car. */
export function rejoin(cars: readonly Car[], ourId: string | null, loss: Estimate | null): Rejoin | null {
  const ours = cars.find((car) => car.car_id === ourId);
  if (ours === undefined || ours.gap_to_leader === null || loss?.mean == null || !isRunning(ours)) {
    return null;
  }

  const others = cars.filter((car) => car !== ours && isRunning(car) && car.gap_to_leader !== null);
  const start = ours.gap_to_leader;
  const placeAt = (gap: number) => 1 + others.filter((car) => (car.gap_to_leader ?? 0) < gap).length;
  const gap = start + loss.mean;
  let ahead: Neighbour | null = null;
  let behind: Neighbour | null = null;
  for (const car of others) {
    const seconds = gap - (car.gap_to_leader ?? 0);
    if (seconds > 0 && (ahead === null || seconds < ahead.seconds)) {
      ahead = { car, seconds };
    } else if (seconds <= 0 && (behind === null || seconds > behind.seconds)) {
      behind = { car, seconds };
    }
  }

  return {
    position: placeAt(gap),
    best: placeAt(start + (loss.p10 ?? loss.mean)),
    worst: placeAt(start + (loss.p90 ?? loss.mean)),
    gap,
    ahead,
    behind,
  };
}

function isRunning(car: Car): boolean {
  return car.status !== 'retired' && car.status !== 'finished' && car.status !== 'stopped';
}

/** Where we would come out if we stopped now, as the page shows it. */
export interface Exit {
  readonly position: number;
  readonly best: number;
  readonly worst: number;
  readonly ahead: { readonly id: string; readonly seconds: number | null } | null;
  readonly behind: { readonly id: string; readonly seconds: number | null } | null;
  /** Whether the twin's own forecast says so; otherwise the gaps of this moment. */
  readonly byTwin: boolean;
}

/** The twin's forecast, which knows how the others go on; the gaps of this moment where it makes none. */
export function exitOf(cars: readonly Car[], ourId: string | null, twin: CarTwin | null): Exit | null {
  const told = twin?.rejoin;
  if (told != null && told.mean !== null) {
    return {
      position: Math.round(told.mean),
      best: told.p10,
      worst: told.p90,
      ahead: told.ahead_car === null ? null : { id: told.ahead_car, seconds: told.ahead_gap },
      behind: told.behind_car === null ? null : { id: told.behind_car, seconds: told.behind_gap },
      byTwin: true,
    };
  }

  const seen = rejoin(cars, ourId, twin?.estimates.pit_loss ?? null);
  return seen === null
    ? null
    : {
        position: seen.position,
        best: seen.best,
        worst: seen.worst,
        ahead: seen.ahead === null ? null : { id: seen.ahead.car.car_id, seconds: seen.ahead.seconds },
        behind: seen.behind === null ? null : { id: seen.behind.car.car_id, seconds: -seen.behind.seconds },
        byTwin: false,
      };
}
