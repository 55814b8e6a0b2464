import type { Compound, Estimate } from './documents';

/** How the race is forecast to end: estimates, counted from simulated races. Null before there is one. */
export interface Forecast {
  readonly view_id: number;
  /** False while a newer one is being made: something that it hangs on has happened since. */
  readonly current: boolean;
  readonly simulated: boolean;
  readonly lap: number;
  readonly races: number;
  readonly cars: readonly CarForecast[];
}

export interface CarForecast {
  readonly car_id: string;
  readonly position: number;
  /** Chance of each place in the result, first place first. */
  readonly position_probabilities: readonly number[];
  /** Null where the car is classified in no simulated race. */
  readonly expected_position: number | null;
  readonly position_p10: number | null;
  readonly position_p90: number | null;
  readonly win_probability: number;
  readonly podium_probability: number;
  readonly points_probability: number;
  /** Chance of ending ahead of each other car. */
  readonly ahead_of: Readonly<Record<string, number>>;
}

/** What follows from it. A server may have none of it: whatever part is absent is shown as not available. */
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
