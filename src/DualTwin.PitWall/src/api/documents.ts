/**
 * The documents of schema 1.1.0 as the page reads them. Null is unknown. Times are seconds, speeds km/h, temperatures °C.
 * What a later version of the schema adds is left out here and ignored by the page.
 */

/** The newest schema that this page knows. */
export const knownSchema = '1.1.0';

export type Compound = 'soft' | 'medium' | 'hard' | 'intermediate' | 'wet';
export type TrackStatus = 'green' | 'yellow' | 'virtual_safety_car' | 'safety_car' | 'red';
export type CarStatus = 'on_track' | 'in_pit_lane' | 'stopped' | 'retired' | 'finished';
export type SectorColour = 'yellow' | 'green' | 'purple';
export type Weather = 'sunny' | 'cloudy' | 'drizzle' | 'rain' | 'storm';
export type SessionType = 'practice' | 'qualifying' | 'race' | 'sprint';
export type SourceMode = 'live' | 'simulator' | 'replay';
export type ThreatLevel = 'low' | 'medium' | 'high' | 'critical';

/** An estimate: mean, and the bounds that hold the value in four of five cases. */
export interface Estimate {
  readonly mean: number | null;
  readonly p10: number | null;
  readonly p90: number | null;
}

export interface Stint {
  readonly stint: number;
  readonly compound: Compound | null;
  readonly compound_name: string | null;
  readonly new: boolean | null;
  readonly start_lap: number | null;
  readonly end_lap: number | null;
  readonly age_at_start: number | null;
}

export interface Sector {
  readonly time: number | null;
  readonly colour: SectorColour | null;
}

export interface CarSystems {
  readonly restricted: boolean | null;
  readonly tyres: { readonly inner_temperature: readonly (number | null)[] | null } | null;
  readonly fuel: { readonly laps_remaining: number | null; readonly mix: string | null } | null;
  readonly energy: { readonly store: number | null; readonly deploy_mode: string | null; readonly deployed: number | null } | null;
  readonly penalties: { readonly time: number | null; readonly warnings: number | null } | null;
}

export interface Car {
  readonly car_id: string;
  readonly team: string | null;
  readonly driver: string | null;
  readonly driver_code: string | null;
  readonly team_colour: string | null;
  readonly number: number | null;
  readonly position: number | null;
  readonly grid_position: number | null;
  readonly status: CarStatus | null;
  readonly knocked_out: boolean;
  readonly speed: number | null;
  readonly lap: number | null;
  readonly laps_completed: number | null;
  readonly gap_to_leader: number | null;
  readonly gap_laps: number | null;
  readonly interval: number | null;
  readonly interval_laps: number | null;
  readonly lap_time: number | null;
  readonly lap_colour: SectorColour | null;
  readonly best_lap_time: number | null;
  readonly best_lap: number | null;
  readonly sectors: readonly Sector[];
  readonly tire: {
    readonly compound: Compound | null;
    readonly compound_name: string | null;
    readonly age: number | null;
    readonly wear_level: number | null;
    readonly wheel_wear: readonly (number | null)[] | null;
    readonly wheel_temperature: readonly (number | null)[] | null;
  };
  readonly fuel_level: number | null;
  readonly fuel_mass: number | null;
  readonly lap_fraction: number | null;
  readonly map_position: { readonly x: number | null; readonly y: number | null } | null;
  readonly stop_count: number;
  readonly stints: readonly Stint[];
  readonly systems: CarSystems | null;
  readonly estimated: readonly string[];
}

export interface WeatherSample {
  readonly offset_minutes: number;
  readonly weather: Weather | null;
  readonly temperature: number | null;
  readonly air_temperature: number | null;
  readonly rain_probability: number | null;
}

export interface Telemetry {
  readonly schema_version: string;
  readonly timestamp: string;
  readonly lap: number;
  readonly session_type: SessionType | null;
  readonly data_source: { readonly type: string | null; readonly name: string | null; readonly mode: SourceMode | null };
  readonly simulated: boolean | null;
  readonly measured_at: string | null;
  readonly session: {
    readonly id: string | null;
    readonly kind: string | null;
    readonly meeting: string | null;
    readonly circuit: string | null;
    readonly phase: 'not_started' | 'running' | 'suspended' | 'finished' | 'ended' | null;
    readonly total_laps: number | null;
    readonly clock: number | null;
    readonly remaining: number | null;
    readonly qualifying_part: number | null;
    readonly fastest_lap: { readonly car_id: string; readonly lap: number | null; readonly lap_time: number | null } | null;
    readonly weather_forecast: readonly WeatherSample[];
    readonly game: { readonly name: string | null } | null;
  };
  readonly track_conditions: {
    readonly temperature: number | null;
    readonly weather: Weather | null;
    readonly track_status: TrackStatus | null;
    readonly air_temperature: number | null;
    readonly humidity: number | null;
    readonly wind_speed: number | null;
    readonly rain: boolean | null;
  };
  readonly cars: readonly Car[];
}

export interface CarTwin {
  readonly schema_version: string;
  readonly car_id: string;
  readonly driver: string | null;
  readonly team: string | null;
  readonly position: number | null;
  readonly lap: number | null;
  readonly status: CarStatus | null;
  readonly compound: Compound | null;
  readonly tire_age: number | null;
  readonly stops_made: number;
  readonly current_state: {
    readonly speed: number | null;
    readonly tire_temp: readonly (number | null)[] | null;
    readonly tire_wear: number | null;
    readonly fuel_level: number | null;
    readonly lap_time: number | null;
  };
  readonly predictions: { readonly predicted_pit_lap: number | null; readonly performance_delta: number | null };
  readonly strategy_metrics: { readonly optimal_pit_window: readonly [number, number] | null };
  readonly best_pit_lap: number | null;
  readonly estimates: {
    readonly tire_wear: Estimate | null;
    readonly tire_degradation_rate: Estimate | null;
    readonly tire_slope: Estimate | null;
    readonly tire_life_remaining: Estimate | null;
    readonly fuel_mass: Estimate | null;
    readonly fuel_consumption_rate: Estimate | null;
    readonly fuel_laps_remaining: Estimate | null;
    readonly clean_air_pace: Estimate | null;
    readonly performance_delta: Estimate | null;
    readonly next_lap_time: Estimate | null;
    readonly pit_loss: Estimate | null;
    readonly lap_noise: number | null;
    readonly fuel_target?: Estimate | null;
    readonly fuel_saving_needed?: Estimate | null;
    readonly pace_drop_probability?: number | null;
  };
  readonly measured: { readonly tire_wear: boolean; readonly fuel_level: boolean };
  readonly pit_probabilities: readonly (number | null)[] | null;
  readonly next_stop?: NextStop | null;
  readonly rejoin?: TwinRejoin | null;
  readonly next_laps?: readonly ComingLap[] | null;
}

/** The next tyre stop as the twin expects it. */
export interface NextStop {
  /** Chance of another stop before the flag. */
  readonly probability: number | null;
  readonly lap_p10: number;
  readonly lap_median: number;
  readonly lap_p90: number;
  readonly compounds: Readonly<Record<Compound, number | null>> | null;
}

/** Where a car comes back at the end of its out lap if it stops at the end of this one. */
export interface TwinRejoin {
  readonly mean: number | null;
  readonly p10: number;
  readonly p90: number;
  readonly ahead_car: string | null;
  readonly ahead_gap: number | null;
  readonly behind_car: string | null;
  readonly behind_gap: number | null;
}

/** A lap to come, and what its time is made of: seconds against the reference, above zero slower. */
export interface ComingLap {
  readonly lap: number;
  readonly lap_time: { readonly median: number | null; readonly p10: number | null; readonly p90: number | null };
  readonly fuel: number | null;
  readonly tires: number | null;
  readonly traffic: number | null;
  readonly track: number | null;
  readonly other: number | null;
}

export interface Competitor {
  readonly car_id: string;
  readonly driver: string | null;
  readonly team: string | null;
  readonly current_position: number | null;
  readonly predicted_strategy: 'one_stop' | 'two_stop' | 'three_stop' | 'unknown';
  readonly predicted_stops: number | null;
  readonly predicted_stops_probability: number | null;
  readonly pit_probability: number | null;
  readonly pit_probabilities: readonly (number | null)[] | null;
  readonly strategic_threat_level: ThreatLevel | null;
  readonly behavioral_profile: {
    readonly undercut_tendency: number | null;
    readonly aggressive_defense: number | null;
    readonly tire_management: number | null;
  };
  readonly next_lap_time: Estimate | null;
  readonly tire_wear: Estimate | null;
  readonly threat_reasons: readonly ThreatReason[];
  readonly next_stop?: NextStop | null;
}

export interface ThreatReason {
  readonly kind: 'pass_on_track' | 'undercut' | 'pit_cycle' | 'catch';
  readonly probability: number | null;
  readonly within_five_laps: number | null;
}

export interface Opening {
  readonly type: 'undercut_window' | 'overcut_window' | 'drs_overtake' | 'pit_window' | 'safety_car_opportunity';
  readonly target_car: string | null;
  readonly probability: number | null;
  readonly execution_lap: number | null;
  /** Time that it is expected to gain, s; null for a pass. */
  readonly gain?: number | null;
}

export interface FieldTwin {
  readonly schema_version: string;
  readonly our_car_id: string | null;
  readonly competitors: readonly Competitor[];
  readonly strategic_opportunities: readonly Opening[];
}

export interface Metadata {
  readonly last_update: string | null;
  readonly update_source: string | null;
  readonly received_at: string | null;
  readonly stale: boolean;
  readonly source_state: 'waiting' | 'delivering' | 'standing_in' | 'stalled' | 'ended' | 'failed';
  readonly view_id: number;
}

/** One view of the stream. A document is null until there is data for it. */
export interface View {
  readonly telemetry: Telemetry | null;
  readonly car_twin: CarTwin | null;
  readonly field_twin: FieldTwin | null;
  readonly metadata: Metadata;
}
