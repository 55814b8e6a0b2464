import { expect, it } from 'vitest';
import { command } from '../src/model/keys';

const press = (key: string, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
const focus = (tagName: string, type = '', role: string | null = null) => ({ tagName, type, getAttribute: () => role }) as unknown as Element;

it('knows its keys', () => {
  expect(command(press('1'), null)).toEqual({ name: 'view', view: 'wall' });
  expect(command(press('8'), null)).toEqual({ name: 'view', view: 'report' });
  expect(command(press('9'), null)).toBeNull();
  expect(command(press('ArrowLeft', { shiftKey: true }), null)).toEqual({ name: 'seek', seconds: -300 });
  expect(command(press(']'), null)).toEqual({ name: 'speed', faster: true });
  expect(command(press(' '), null)).toEqual({ name: 'play' });
});

it('leaves keys to the browser, to what is typed into, and to what they press', () => {
  expect(command(press('t', { ctrlKey: true }), null)).toBeNull();
  expect(command(press('t'), focus('INPUT', 'search'))).toBeNull();
  expect(command(press(' '), focus('BUTTON'))).toBeNull();
  expect(command(press('t'), focus('BUTTON'))).toEqual({ name: 'theme' });
  expect(command(press('ArrowLeft'), focus('INPUT', 'range'))).toBeNull();
  expect(command(press(' '), focus('INPUT', 'range'))).toEqual({ name: 'play' });
  expect(command(press('ArrowLeft'), focus('DIV', '', 'application'))).toBeNull();
});
