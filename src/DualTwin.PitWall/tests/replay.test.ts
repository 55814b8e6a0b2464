import { expect, it } from 'vitest';
import { ApiClient } from '../src/api/client';
import type { ReplayReport, ReplayTimeline } from '../src/api/control';
import { lapAt, ReplayControl } from '../src/model/replay.svelte';

const report: ReplayReport = { recording: 'r', state: 'paused', speed: 4, position: 1, time_seconds: 100, frames: 10, duration_seconds: 600, laps: 3 };
const timeline: ReplayTimeline = { duration_seconds: 600, laps: [{ lap: 1, time_seconds: 50 }, { lap: 2, time_seconds: 150 }], markers: [] };

/** A control over a server that answers every command with the state before it. */
function controlOf(refuse = false) {
  const posted: string[] = [];
  const client = new ApiClient('http://server/api/v1', () => null, (input, init) => {
    const path = new URL(String(input)).pathname.replace('/api/v1', '');
    if (init?.method === 'POST') {
      posted.push(`${path} ${String(init.body)}`);
    }

    const body = refuse && init?.method === 'POST' ? { error: 'The recording holds no such place.' } : { replay: report, timeline, delay: { seconds: 5 } };
    return Promise.resolve(new Response(JSON.stringify(body), { status: 'error' in body ? 404 : 200 }));
  });
  return { control: new ReplayControl(client), posted };
}

it('knows where it is, what happens when, and the delay', async () => {
  const { control } = controlOf();
  await control.look(true);

  expect(control.report).toEqual(report);
  expect(control.timeline).toEqual(timeline);
  expect(control.delay).toBe(5);
  await control.look(false);
  expect([control.report, control.timeline]).toEqual([null, null]);
});

it('seeks within the recording and counts on from there at once', async () => {
  const { control, posted } = controlOf();
  await control.look(true);

  await control.seekBy(300);
  await control.seekBy(300);
  await control.seek(-5);

  expect(posted).toEqual(['/replay/seek {"time_seconds":400}', '/replay/seek {"time_seconds":600}', '/replay/seek {"time_seconds":0}']);
  expect(control.report?.time_seconds).toBe(0);
});

it('drops what was asked before a command and answered after it', async () => {
  const { control } = controlOf();
  await control.look(true);

  const looking = control.look(true);
  await control.seek(400);
  await looking;

  expect(control.report?.time_seconds).toBe(400);
});

it('goes through the speeds step by step', async () => {
  const { control, posted } = controlOf();
  await control.look(true);

  await control.faster(true);
  await control.faster(false);

  expect(posted).toEqual(['/replay/speed {"speed":10}', '/replay/speed {"speed":2}']);
});

it('tells why a command was refused', async () => {
  const { control } = controlOf(true);
  await control.look(true);
  await control.seek(10);

  expect(control.problem).toBe('The recording holds no such place.');
  expect(control.report?.time_seconds).toBe(100);
});

it('lapAt is the lap that has begun', () => {
  expect([0, 50, 149, 150, 599].map((seconds) => lapAt(timeline, seconds))).toEqual([0, 1, 1, 2, 2]);
  expect(lapAt(null, 100)).toBe(0);
});
