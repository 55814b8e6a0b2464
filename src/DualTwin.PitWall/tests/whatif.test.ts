import { describe, expect, it } from 'vitest';
import { questionOf, type WhatIfForm } from '../src/model/whatif';

const empty: WhatIfForm = {
  stops: [
    { lap: '', compound: 'hard' },
    { lap: '', compound: 'soft' },
  ],
  ourStops: false,
  neutralisation: '',
  rain: '',
  pace: 0,
};

describe('questionOf', () => {
  it('asks nothing of an untouched form', () => {
    expect(questionOf(empty, '44')).toBeNull();
  });

  it('puts stops in the order of their laps and leaves empty ones out', () => {
    const form = { ...empty, ourStops: true, stops: [{ lap: '40', compound: 'soft' as const }, { lap: '', compound: 'hard' as const }, { lap: '20', compound: 'hard' as const }] };

    expect(questionOf(form, '44')).toEqual({ stops: [{ lap: 20, compound: 'hard' }, { lap: 40, compound: 'soft' }] });
  });

  it('asks for no stop at all where stops are asked about and none is filled in', () => {
    expect(questionOf({ ...empty, ourStops: true }, '44')).toEqual({ stops: [] });
  });

  it('asks about our pace only where a car is ours', () => {
    expect(questionOf({ ...empty, pace: 0.5 }, null)).toBeNull();
    expect(questionOf({ ...empty, pace: 0.5 }, '44')).toEqual({ pace: [{ car_id: '44', seconds: 0.5 }] });
  });

  it('asks for rain in this lap', () => {
    expect(questionOf({ ...empty, rain: '0', neutralisation: 'safety_car' }, '44')).toEqual({ rain_in_laps: 0, neutralisation: 'safety_car' });
  });
});
