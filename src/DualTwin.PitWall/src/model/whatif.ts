import type { Stop, WhatIfRequest } from '../api/forecast';
import type { Compound } from '../api/documents';

/** What the form holds: texts as typed, so that nothing is lost while it is being filled in. */
export interface WhatIfForm {
  readonly stops: readonly { readonly lap: string; readonly compound: Compound }[];
  /** Whether the stops are part of the question: no stop is one too. */
  readonly ourStops: boolean;
  readonly neutralisation: '' | 'safety_car' | 'virtual_safety_car';
  readonly rain: string;
  /** Seconds to add to each lap of ours. */
  readonly pace: number;
}

/** The question that a form asks about our car; null where it asks nothing. */
export function questionOf(form: WhatIfForm, ourId: string | null): WhatIfRequest | null {
  const stops: Stop[] = form.stops
    .filter((stop) => stop.lap.trim() !== '')
    .map((stop) => ({ lap: Number(stop.lap), compound: stop.compound }))
    .sort((a, b) => a.lap - b.lap);
  const question: WhatIfRequest = {
    ...(form.ourStops ? { stops } : {}),
    ...(form.neutralisation === '' ? {} : { neutralisation: form.neutralisation }),
    ...(form.rain.trim() === '' ? {} : { rain_in_laps: Number(form.rain) }),
    ...(form.pace === 0 || ourId === null ? {} : { pace: [{ car_id: ourId, seconds: form.pace }] }),
  };
  return Object.keys(question).length === 0 ? null : question;
}
