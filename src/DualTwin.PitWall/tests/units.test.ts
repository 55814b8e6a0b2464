import { describe, expect, it } from 'vitest';
import { clock, gap, lapTime, percent, signed, speed, temperature } from '../src/model/units';

describe('units', () => {
  it.each([
    [106.12, '1:46.120'],
    [37.688, '37.688'],
    [59.9996, '1:00.000'],
    [60, '1:00.000'],
    [0, '0.000'],
    [null, '–'],
  ])('a lap of %s s is %s', (seconds, text) => {
    expect(lapTime(seconds)).toBe(text);
  });

  it('gaps are seconds or laps', () => {
    expect(gap(1.5, null)).toBe('+1.500');
    expect(gap(null, 2)).toBe('+2 L');
    expect(gap(null, null)).toBe('–');
  });

  it('differences carry their sign, but for a rounded nothing', () => {
    expect(signed(-1.25, 2)).toBe('−1.25');
    expect(signed(0.4, 1)).toBe('+0.4');
    expect(signed(-0.0001, 2)).toBe('+0.00');
  });

  it('speeds and temperatures are told in the unit asked for', () => {
    expect(speed(300, 'mph')).toBe('186 mph');
    expect(speed(300, 'kmh')).toBe('300 km/h');
    expect(temperature(30, 'fahrenheit')).toBe('86 °F');
    expect(temperature(null, 'celsius')).toBe('–');
  });

  it('clocks and shares', () => {
    expect(clock(3723.9)).toBe('1:02:03');
    expect(clock(-1)).toBe('0:00:00');
    expect(percent(0.4836)).toBe('48 %');
    expect(percent(null)).toBe('–');
  });
});
