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

/** How a car's probabilities moved over the race. */
export interface ForecastHistory {
  readonly car_id: string;
  readonly laps: readonly {
    readonly lap: number;
    readonly expected_position: number | null;
    readonly win_probability: number;
    readonly podium_probability: number;
    readonly points_probability: number;
    /** What had happened since the lap before. */
    readonly causes: readonly string[];
  }[];
}

/** What our car should do: estimates. A server may have none of it: whatever part is absent is shown as not available. */
export interface Strategy {
  readonly view_id: number;
  /** False while a newer one is being made. */
  readonly current: boolean;
  readonly simulated: boolean;
  readonly car_id: string;
  readonly lap: number;
  readonly total_laps: number;
  readonly recommendations: readonly Recommendation[];
  readonly plans: readonly Plan[];
  readonly options: readonly CallOption[];
  readonly stop_duels: readonly StopDuel[];
}

export type Action = 'pit' | 'stay_out' | 'pit_under_virtual_safety_car' | 'pit_under_safety_car' | 'save_fuel';

export interface Recommendation {
  readonly priority: 'urgent' | 'moderate' | 'optional';
  readonly action: Action;
  readonly execution_lap: number | null;
  readonly compound: Compound | null;
  /** Places. */
  readonly expected_gain: Estimate | null;
  readonly confidence: number | null;
  readonly reasons: readonly string[];
  readonly risks: readonly string[];
  readonly alternatives: readonly string[];
  readonly expires_lap: number | null;
}

export interface Stop {
  readonly lap: number;
  readonly compound: Compound;
}

export interface Outcome {
  readonly stops: readonly Stop[];
  readonly races: number;
  readonly expected_position: number;
  readonly position_p10: number;
  readonly position_p90: number;
  /** Places lost against the best one. */
  readonly loss_to_best: Estimate | null;
  readonly rejoin: Rejoin | null;
  readonly trigger: { readonly when: Trigger; readonly gain: Estimate | null } | null;
}

export type Trigger = 'neutralisation_before_stop' | 'no_neutralisation_before_stop' | 'high_wear' | 'low_wear';

export interface Rejoin {
  readonly position: number;
  readonly position_p10: number;
  readonly position_p90: number;
  readonly ahead: Neighbour | null;
  readonly behind: Neighbour | null;
  readonly traffic_probability: number;
}

export interface Neighbour {
  readonly car_id: string;
  readonly probability: number;
  readonly gap_seconds: number;
}

export interface Plan extends Outcome {
  readonly name: string;
}

export type Under = 'green' | 'virtual_safety_car' | 'safety_car' | 'red_flag';

/** What a call in the lap now driven comes to. */
export interface CallOption extends Outcome {
  readonly track_status: Under;
  readonly hypothetical: boolean;
  readonly call: 'pit_now' | 'pit_next_lap' | 'stay_out';
}

export interface StopDuel {
  readonly car_id: string;
  /** Above 0: it is ahead of us. */
  readonly gap_seconds: number;
  readonly undercut_probability: number;
  readonly overcut_probability: number;
}

/** What is to be different. */
export interface WhatIfRequest {
  readonly stops?: readonly Stop[];
  readonly neutralisation?: 'safety_car' | 'virtual_safety_car';
  readonly rain_in_laps?: number;
  readonly pace?: readonly { readonly car_id: string; readonly seconds: number }[];
}

export interface WhatIfAnswer {
  /** Laps that the leader had completed when it was asked. */
  readonly lap: number;
  readonly races: number;
  readonly cars: readonly {
    readonly car_id: string;
    readonly before: WhatIfSide;
    readonly after: WhatIfSide;
    /** Places lost by the change; below 0 gained. */
    readonly change: Estimate | null;
    readonly rejoin: Rejoin | null;
  }[];
}

export interface WhatIfSide {
  readonly expected_position: number | null;
  readonly win_probability: number;
  readonly podium_probability: number;
  readonly points_probability: number;
}
