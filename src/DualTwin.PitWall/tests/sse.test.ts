import { expect, it } from 'vitest';
import { ServerSentParser } from '../src/api/sse';

const text = 'retry: 2000\n\nid: 7\nevent: view\ndata: {"a":1}\n\n:\n\nid: 8\nevent: event\ndata: {"b":"x: y"}\n\n';

it('finds the same messages however the text is cut', () => {
  const whole = new ServerSentParser().push(text);
  expect(whole).toEqual([
    { id: '7', event: 'view', data: '{"a":1}' },
    { id: '8', event: 'event', data: '{"b":"x: y"}' },
  ]);

  for (let size = 1; size < text.length; size += 3) {
    const parser = new ServerSentParser();
    const parts = [];
    for (let at = 0; at < text.length; at += size) {
      parts.push(...parser.push(text.slice(at, at + size)));
    }

    expect(parts).toEqual(whole);
  }
});
