import { describe, expect, it } from 'vitest';
import { badge, isNewer, silenceLimit } from '../src/model/trust';
import { metadata, telemetry } from './fixtures';

const live = telemetry([]);
const replay = telemetry([], { data_source: { type: 'replay', name: 'x', mode: 'replay' } });
const simulator = telemetry([], { simulated: true, data_source: { type: 'simulator', name: null, mode: 'simulator' } });

describe('badge', () => {
  it.each([
    ['live', live, metadata()],
    ['replay', replay, metadata()],
    ['simulated', simulator, metadata()],
    ['simulated', live, metadata({ source_state: 'standing_in' })],
    ['stale', live, metadata({ stale: true, source_state: 'stalled' })],
    ['stale', live, metadata({ stale: true, source_state: 'waiting' })],
    ['waiting', null, metadata({ source_state: 'waiting' })],
    ['waiting', null, null],
  ] as const)('is %s', (expected, document, meta) => {
    expect(badge('open', 0, document, meta)).toBe(expected);
  });

  it('is lost when the server is silent or the link is down, whatever the last view said', () => {
    expect(badge('open', silenceLimit + 0.1, live, metadata())).toBe('lost');
    expect(badge('lost', 0, live, metadata())).toBe('lost');
    expect(badge('connecting', 0, live, metadata())).toBe('lost');
  });

  it('waits while the page opens', () => {
    expect(badge('connecting', 0, null, null)).toBe('waiting');
  });
});

describe('isNewer', () => {
  it.each([
    ['1.1.0', '1.1.0', false],
    ['1.2.0', '1.1.0', true],
    ['1.10.0', '1.9.0', true],
    ['2.0.0', '1.9.9', true],
    ['1.0.0', '1.1.0', false],
  ])('%s against %s: %s', (version, known, expected) => {
    expect(isNewer(version, known)).toBe(expected);
  });
});
