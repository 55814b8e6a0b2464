import type { EventRow } from '../api/history';

/** What a message is about; each kind can be silenced. */
export type AlertKind = 'race_control' | 'neutralisation' | 'pit' | 'incident' | 'timing' | 'session' | 'source';

export const alertKinds: readonly AlertKind[] = ['neutralisation', 'race_control', 'pit', 'incident', 'session', 'source', 'timing'];

const kinds: Readonly<Record<string, AlertKind>> = {
  race_control: 'race_control',
  track_status: 'neutralisation',
  safety_car_deployed: 'neutralisation',
  safety_car_ended: 'neutralisation',
  virtual_safety_car_deployed: 'neutralisation',
  virtual_safety_car_ended: 'neutralisation',
  red_flag: 'neutralisation',
  red_flag_ended: 'neutralisation',
  pit_entry: 'pit',
  pit_exit: 'pit',
  stop: 'pit',
  stint_corrected: 'pit',
  car_stopped: 'incident',
  car_resumed: 'incident',
  retirement: 'incident',
  position_change: 'timing',
  fastest_lap: 'timing',
  lap_deleted: 'timing',
  source_change: 'source',
  source_return: 'source',
  flashback: 'source',
};

export function kindOf(type: string): AlertKind {
  return kinds[type] ?? 'session';
}

/** Messages of one type within so many seconds are one. */
const groupSeconds = 12;
/** Cars so many places from ours concern us. */
const relevantPlaces = 2;

/** One line of the messages: one event, or several of a type at about the same time. */
export interface Message {
  readonly id: number;
  readonly kind: AlertKind;
  readonly type: string;
  readonly lap: number;
  readonly time: string | null;
  readonly texts: readonly string[];
  readonly cars: readonly string[];
  /** Whether it concerns our car: ours, a neighbour's, or the whole session's. */
  readonly relevant: boolean;
}

/** Cars whose doings concern us: ours and its neighbours. */
export function neighbours(positions: ReadonlyMap<string, number>, ours: string | null): Set<string> {
  const place = ours === null ? undefined : positions.get(ours);
  if (place === undefined) {
    return new Set(ours === null ? [] : [ours]);
  }

  return new Set([...positions].filter(([, other]) => Math.abs(other - place) <= relevantPlaces).map(([car]) => car));
}

/** The newest messages first, at most `most` of them, grouped; silenced kinds are left out. */
export function messages(events: readonly EventRow[], near: ReadonlySet<string>, silenced: ReadonlySet<AlertKind>, most: number): Message[] {
  const made: Message[] = [];
  for (let i = events.length - 1; i >= 0 && made.length < most; i--) {
    const event = events[i];
    if (event === undefined || silenced.has(kindOf(event.type))) {
      continue;
    }

    const group = made.findLast((message) => message.type === event.type && isNear(message.time, event.time));
    if (group === undefined || event.type === 'race_control') {
      made.push(one(event, near));
    } else {
      made[made.indexOf(group)] = {
        ...group,
        texts: [event.text, ...group.texts],
        cars: event.car_id === null ? group.cars : [event.car_id, ...group.cars],
        relevant: group.relevant || isRelevant(event, near),
      };
    }
  }

  return made;
}

function one(event: EventRow, near: ReadonlySet<string>): Message {
  return {
    id: event.id,
    kind: kindOf(event.type),
    type: event.type,
    lap: event.lap,
    time: event.time,
    texts: [event.text],
    cars: event.car_id === null ? [] : [event.car_id],
    relevant: isRelevant(event, near),
  };
}

function isRelevant(event: EventRow, near: ReadonlySet<string>): boolean {
  const kind = kindOf(event.type);
  return kind === 'neutralisation' || kind === 'source' || (event.car_id !== null && near.has(event.car_id) && kind !== 'timing');
}

function isNear(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && Math.abs(Date.parse(a) - Date.parse(b)) <= groupSeconds * 1000;
}
