import type { Metadata, Telemetry } from '../api/documents';
import type { LinkPhase } from '../api/stream';

export type Badge = 'live' | 'simulated' | 'replay' | 'stale' | 'waiting' | 'lost';

/** Seconds without an answer after which what is shown counts as old, whatever it says of itself. */
export const silenceLimit = 6;

/**
 * How far what is shown can be trusted. It counts only this page's own clock from the last message, so that a wrong clock on either side
 * changes nothing.
 * @param silence seconds since the server last answered anything
 */
export function badge(link: LinkPhase, silence: number, telemetry: Telemetry | null, metadata: Metadata | null): Badge {
  if (link !== 'open' || silence > silenceLimit) {
    return telemetry === null && link === 'connecting' ? 'waiting' : 'lost';
  }

  if (telemetry === null || metadata === null || metadata.source_state === 'waiting') {
    return metadata?.stale === true && telemetry !== null ? 'stale' : 'waiting';
  }

  if (metadata.stale) {
    return 'stale';
  }

  if (telemetry.data_source.mode === 'replay') {
    return 'replay';
  }

  const simulated = metadata.source_state === 'standing_in' || telemetry.simulated === true || telemetry.data_source.mode === 'simulator';
  return simulated ? 'simulated' : 'live';
}

/** Whether a document's version is newer than the page knows; versions are three numbers. */
export function isNewer(version: string, known: string): boolean {
  const parts = (text: string) => text.split('.').map(Number);
  const [left, right] = [parts(version), parts(known)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }

  return false;
}
