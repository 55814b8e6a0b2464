import { describe, expect, it } from 'vitest';
import { ApiClient, ApiError } from '../src/api/client';
import { History } from '../src/model/history.svelte';
import { event, lap } from './fixtures';

interface Call {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** A client whose server answers as told. */
function clientOf(answer: (url: URL) => { status?: number; body: unknown }, key: string | null = null) {
  const calls: Call[] = [];
  const client = new ApiClient('http://server/api/v1', () => key, (input, init) => {
    calls.push({ url: String(input), init });
    const { status = 200, body } = answer(new URL(String(input)));
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return { client, calls };
}

describe('ApiClient', () => {
  it('sends the key and the version, and a body as JSON', async () => {
    const { client, calls } = clientOf(() => ({ body: { our_car: { car_id: '16' } } }), 'a-key-of-sixteen');

    await client.selectOurCar('16');

    expect(calls[0]?.url).toBe('http://server/api/v1/our-car');
    expect(calls[0]?.init?.headers).toMatchObject({ 'X-API-Key': 'a-key-of-sixteen', 'X-Schema-Version': '1.1.0', 'Content-Type': 'application/json' });
    expect(calls[0]?.init?.body).toBe('{"car_id":"16"}');
  });

  it('tells errors in the words of the server', async () => {
    const { client } = clientOf(() => ({ status: 404, body: { error: "No car '99' takes part in this session." } }));

    await expect(client.selectOurCar('99')).rejects.toEqual(new ApiError(404, "No car '99' takes part in this session."));
  });

  it('has no replay where the session follows none, and fails where the server does', async () => {
    expect(await clientOf(() => ({ status: 409, body: { error: 'none' } })).client.replay()).toBeNull();
    await expect(clientOf(() => ({ status: 500, body: { error: 'broken' } })).client.replay()).rejects.toThrow('broken');
  });
});

describe('History', () => {
  it('fetches all pages, then only what is new, and everything anew when the session went back', async () => {
    let laps = Array.from({ length: 1200 }, (_, index) => lap('1', index + 1));
    const asked: string[] = [];
    const { client } = clientOf((url) => {
      const offset = Number(url.searchParams.get('offset'));
      const list = url.pathname.split('/').at(-1) ?? '';
      asked.push(`${list} ${offset}`);
      const rows: unknown[] = list === 'laps' ? laps : list === 'events' ? [event(1, 'stop')] : [];
      const next = offset + 1000 < rows.length ? offset + 1000 : null;
      return { body: { [list]: rows.slice(offset, offset + 1000), metadata: { total: rows.length, offset, limit: 1000, next_offset: next } } };
    });
    const history = new History(client);
    const fetched = (count: number) => expect.poll(() => history.laps.length, { timeout: 5_000 }).toBe(count);

    history.look();
    await fetched(1200);
    laps = [...laps, lap('1', 1201)];
    history.look();
    await fetched(1201);
    laps = laps.slice(0, 300);
    history.look();
    await fetched(300);

    expect(asked.filter((call) => call.startsWith('laps'))).toEqual(['laps 0', 'laps 1000', 'laps 1200', 'laps 1201', 'laps 0']);
  });
});
