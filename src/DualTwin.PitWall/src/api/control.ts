import type { SourceMode } from './documents';

export type SourcePhase = 'idle' | 'connecting' | 'delivering' | 'stalled' | 'retrying' | 'ended';

export interface SourceSlot {
  readonly name: string;
  readonly type: string;
  readonly phase: SourcePhase;
  readonly cause: string;
  readonly failed_attempts: number;
  readonly messages: number;
  readonly notices: readonly string[];
}

/** What the sources do: `/source`. */
export interface SourceReport {
  readonly mode: SourceMode | null;
  readonly source: string | null;
  readonly name: string | null;
  readonly connected: boolean;
  readonly simulated: boolean;
  readonly standing_in: boolean;
  readonly since: string | null;
  readonly reason: string | null;
  readonly data_age_seconds: number | null;
  readonly total_updates: number;
  readonly validation_failures: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly latency_ms: { readonly p50: number | null; readonly p90: number | null; readonly p99: number | null };
  readonly order: readonly SourceSlot[];
  readonly transitions: readonly {
    readonly at: string;
    readonly source: string;
    readonly from: SourcePhase;
    readonly to: SourcePhase;
    readonly cause: string;
  }[];
  readonly changes: readonly {
    readonly at: string;
    readonly kind: 'start' | 'failover' | 'return' | 'request';
    readonly from: string | null;
    readonly to: string;
    readonly cause: string;
  }[];
}

/** A live source to turn to; nothing given asks for the configured ones. */
export interface LiveRequest {
  readonly source?: 'websocket' | 'udp' | 'livetiming' | 'openf1';
  readonly url?: string;
  readonly host?: string;
  readonly port?: number;
}

/** Where a replay is: `/replay`. */
export interface ReplayReport {
  readonly recording: string;
  readonly state: 'playing' | 'paused' | 'ended';
  readonly speed: number | null;
  readonly position: number;
  readonly time_seconds: number;
  readonly frames: number | null;
  readonly duration_seconds: number | null;
  readonly laps: number | null;
}

export interface ReplayMarker {
  readonly time_seconds: number;
  readonly lap: number;
  readonly type: string;
  readonly car_id: string | null;
  readonly event_id: number;
  readonly text: string;
}

/** Where laps begin in a recording and what happens when: `/replay/timeline`. */
export interface ReplayTimeline {
  readonly duration_seconds: number;
  readonly laps: readonly { readonly lap: number; readonly time_seconds: number }[];
  readonly markers: readonly ReplayMarker[];
}
