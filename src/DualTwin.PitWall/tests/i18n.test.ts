import { afterEach, expect, it } from 'vitest';
import { speak, t } from '../src/i18n';
import { en } from '../src/i18n/en';

afterEach(() => speak('en'));

it('puts values where their names stand, and leaves a name without a value', () => {
  expect(t('trust.lapOf', { lap: 3, total: 51 })).toBe('3 / 51');
  expect(t('trust.lapOf', { lap: 3 })).toBe('3 / {total}');
});

it('speaks English where a language is not known', () => {
  speak('xx');
  expect(t('view.wall')).toBe(en['view.wall']);
});

it('has no empty text', () => {
  expect(Object.entries(en).filter(([, text]) => text.trim() === '')).toEqual([]);
});
