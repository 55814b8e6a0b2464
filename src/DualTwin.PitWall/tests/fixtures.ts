import type { Car, FieldTwin, Metadata, Telemetry } from '../src/api/documents';
import type { EventRow, LapRow } from '../src/api/history';

/** A car in the middle of a race; whatever matters to a test is given. */
export function car(id: string, more: Partial<Car> = {}): Car {
  return {
    car_id: id,
    team: `Team ${id}`,
    driver: `Driver ${id}`,
    driver_code: `D${id}`,
    team_colour: '1E41FF',
    number: Number(id),
    position: Number(id),
    grid_position: Number(id),
    status: 'on_track',
    knocked_out: false,
    speed: null,
    lap: 10,
    laps_completed: 9,
    gap_to_leader: Number(id) - 1,
    gap_laps: null,
    interval: 1,
    interval_laps: null,
    lap_time: 90 + Number(id) / 10,
    lap_colour: null,
    best_lap_time: 89,
    best_lap: 4,
    sectors: [],
    tire: { compound: 'medium', compound_name: null, age: 9, wear_level: null, wheel_wear: null, wheel_temperature: null },
    fuel_level: null,
    fuel_mass: null,
    lap_fraction: null,
    map_position: null,
    stop_count: 0,
    stints: [],
    systems: null,
    estimated: [],
    ...more,
  };
}

export function telemetry(cars: readonly Car[], more: Partial<Telemetry> = {}): Telemetry {
  return {
    schema_version: '1.1.0',
    timestamp: '2026-07-05T14:00:00Z',
    lap: 10,
    session_type: 'race',
    data_source: { type: 'websocket', name: 'ws', mode: 'live' },
    simulated: false,
    measured_at: null,
    session: {
      id: 's',
      kind: 'race',
      meeting: null,
      circuit: null,
      phase: 'running',
      total_laps: 50,
      clock: 900,
      remaining: null,
      qualifying_part: null,
      fastest_lap: null,
      weather_forecast: [],
      game: null,
    },
    track_conditions: { temperature: null, weather: null, track_status: 'green', air_temperature: null, humidity: null, wind_speed: null, rain: null },
    cars,
    ...more,
  };
}

export function field(ours: string | null, threats: Readonly<Record<string, 'low' | 'medium' | 'high' | 'critical'>> = {}): FieldTwin {
  return {
    schema_version: '1.1.0',
    our_car_id: ours,
    competitors: Object.entries(threats).map(([id, level], index) => ({
      car_id: id,
      driver: null,
      team: null,
      current_position: null,
      predicted_strategy: 'unknown',
      predicted_stops: null,
      predicted_stops_probability: null,
      pit_probability: 0.1 * (index + 1),
      pit_probabilities: null,
      strategic_threat_level: level,
      behavioral_profile: { undercut_tendency: null, aggressive_defense: null, tire_management: null },
      next_lap_time: null,
      tire_wear: null,
      threat_reasons: [],
    })),
    strategic_opportunities: [],
  };
}

export function metadata(more: Partial<Metadata> = {}): Metadata {
  return { last_update: null, update_source: null, received_at: null, stale: false, source_state: 'delivering', view_id: 1, ...more };
}

export function lap(carId: string, number: number, more: Partial<LapRow> = {}): LapRow {
  return {
    car_id: carId,
    lap: number,
    lap_time: 90,
    sector_times: [null, null, null],
    position: 1,
    gap_to_leader: 0,
    gap_laps: null,
    compound: 'soft',
    tire_age: number,
    track_status: 'green',
    pit_in: false,
    pit_out: false,
    valid: null,
    ...more,
  };
}

export function event(id: number, type: string, more: Partial<EventRow> = {}): EventRow {
  return { id, time: `2026-07-05T14:00:${String(id).padStart(2, '0')}Z`, lap: 1, type, car_id: null, text: `${type} ${id}`, data: {}, ...more };
}
