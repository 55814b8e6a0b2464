import type { Compound, TrackStatus } from './documents';

/** A complete lap, as `/history/laps` has it. */
export interface LapRow {
  readonly car_id: string;
  readonly lap: number;
  readonly lap_time: number | null;
  readonly sector_times: readonly (number | null)[];
  readonly position: number | null;
  readonly gap_to_leader: number | null;
  readonly gap_laps: number | null;
  readonly compound: Compound | null;
  readonly tire_age: number | null;
  readonly track_status: TrackStatus | null;
  readonly pit_in: boolean;
  readonly pit_out: boolean;
  readonly valid: boolean | null;
}

/** A tyre stop, as `/history/stops` has it. */
export interface StopRow {
  readonly car_id: string;
  readonly lap: number | null;
  readonly lane_time: number | null;
  readonly stationary_time: number | null;
  readonly from: Compound | null;
  readonly to: Compound | null;
  readonly track_status: TrackStatus | null;
  readonly under_red_flag: boolean;
}

/** Something that happened, as `/history/events` and the stream have it. */
export interface EventRow {
  readonly id: number;
  readonly time: string | null;
  readonly lap: number;
  readonly type: string;
  readonly car_id: string | null;
  readonly text: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** Where a page of a list lies in it. */
export interface PageMetadata {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  readonly next_offset: number | null;
}
