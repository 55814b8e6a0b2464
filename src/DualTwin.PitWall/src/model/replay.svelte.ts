import { ApiError, type ApiClient } from '../api/client';
import type { ReplayReport, ReplayTimeline } from '../api/control';

export const speeds: readonly (number | 'max')[] = [0.25, 0.5, 1, 2, 4, 10, 30, 100, 'max'];

/** Steers the replay of a recording, and the broadcast delay. */
export class ReplayControl {
  report = $state.raw<ReplayReport | null>(null);
  timeline = $state.raw<ReplayTimeline | null>(null);
  delay = $state(0);
  problem = $state<string | null>(null);

  private recording: string | null = null;
  private busy = false;
  private commands = 0;

  constructor(private readonly client: ApiClient) {}

  /** Looks where the replay is; with `replaying` false there is none. */
  async look(replaying: boolean): Promise<void> {
    if (this.busy) {
      return;
    }

    this.busy = true;
    const commands = this.commands;
    try {
      this.delay = await this.client.delay();
      const report = replaying ? await this.client.replay() : null;
      if (commands !== this.commands) {
        // Asked before a command, answered after it: that is the past.
        return;
      }

      this.report = report;
      if (this.report?.recording !== this.recording) {
        this.recording = this.report?.recording ?? null;
        this.timeline = this.report === null ? null : await this.client.timeline();
      }
    } catch {
      // The badge tells that the server is away; the next look comes by itself.
    } finally {
      this.busy = false;
    }
  }

  toggle(): Promise<void> {
    return this.steer(this.report?.state === 'playing' ? 'pause' : 'play');
  }

  step(): Promise<void> {
    return this.steer('step', { frames: 1 });
  }

  setSpeed(speed: number | 'max'): Promise<void> {
    return this.steer('speed', { speed });
  }

  faster(faster: boolean): Promise<void> {
    const now = this.report?.speed ?? Number.POSITIVE_INFINITY;
    const known = speeds.map((speed) => (speed === 'max' ? Number.POSITIVE_INFINITY : speed));
    const at = faster ? known.findIndex((speed) => speed > now) : known.findLastIndex((speed) => speed < now);
    return at < 0 ? Promise.resolve() : this.setSpeed(speeds[at] ?? 1);
  }

  async seek(seconds: number): Promise<void> {
    const target = Math.min(Math.max(0, seconds), this.report?.duration_seconds ?? seconds);
    await this.steer('seek', { time_seconds: target });
    if (this.report !== null && this.problem === null) {
      // The server answers when the way there is known, and goes it with the next frame.
      this.report = { ...this.report, time_seconds: target };
    }
  }

  seekBy(seconds: number): Promise<void> {
    return this.report === null ? Promise.resolve() : this.seek(this.report.time_seconds + seconds);
  }

  async setDelay(seconds: number): Promise<void> {
    await this.guard(async () => {
      this.delay = await this.client.setDelay(seconds);
    });
  }

  private steer(command: 'play' | 'pause' | 'step' | 'speed' | 'seek', body?: object): Promise<void> {
    return this.guard(async () => {
      this.report = await this.client.steer(command, body);
    });
  }

  private async guard(action: () => Promise<void>): Promise<void> {
    this.commands++;
    try {
      await action();
      this.problem = null;
    } catch (problem) {
      this.problem = problem instanceof ApiError ? problem.message : String(problem);
    }
  }
}

/** The leader's lap at a time of the recording; 0 before the first. */
export function lapAt(timeline: ReplayTimeline | null, seconds: number): number {
  return timeline?.laps.findLast((lap) => lap.time_seconds <= seconds)?.lap ?? 0;
}
