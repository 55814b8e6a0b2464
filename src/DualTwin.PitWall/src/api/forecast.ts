import type { Compound, Estimate } from './documents';

/**
 * The forecast and what follows from it. A server may have none of it: the page asks `/forecast` and `/strategy`, and whatever part is
 * absent is shown as not available. Every part is optional for that reason.
 */
export interface Forecast {
  readonly cars?: readonly CarForecast[];
}

export interface CarForecast {
  readonly car_id: string;
  /** Chance of each finishing position, first place first. */
  readonly position_probabilities?: readonly number[];
  readonly expected_position?: number | null;
  readonly win_probability?: number | null;
  readonly podium_probability?: number | null;
  readonly points_probability?: number | null;
}

export interface Strategy {
  readonly recommendations?: readonly Recommendation[];
  readonly plans?: readonly Plan[];
  readonly options?: readonly StopOption[];
}

export interface Recommendation {
  readonly priority?: 'urgent' | 'moderate' | 'optional';
  readonly action: string;
  readonly execution_lap?: number | null;
  readonly expected_gain?: Estimate | null;
  readonly confidence?: number | null;
  readonly reasons?: readonly string[];
  readonly expires_lap?: number | null;
}

export interface Plan {
  readonly name: string;
  readonly stops: readonly { readonly lap: number; readonly compound: Compound | null }[];
  readonly expected_position?: number | null;
}

/** What a stop would bring under one track status. */
export interface StopOption {
  readonly track_status: 'green' | 'virtual_safety_car' | 'safety_car';
  readonly rejoin_position?: number | null;
  readonly pit_loss?: Estimate | null;
}
