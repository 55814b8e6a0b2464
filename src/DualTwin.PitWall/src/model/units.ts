export type SpeedUnit = 'kmh' | 'mph';
export type TemperatureUnit = 'celsius' | 'fahrenheit';

const milesPerKilometre = 0.621371;

/** What stands for a value that nobody knows. */
export const unknown = '–';

export function speed(kmh: number | null, unit: SpeedUnit): string {
  return kmh === null ? unknown : unit === 'kmh' ? `${kmh.toFixed(0)} km/h` : `${(kmh * milesPerKilometre).toFixed(0)} mph`;
}

export function temperature(celsius: number | null | undefined, unit: TemperatureUnit): string {
  if (celsius === null || celsius === undefined) {
    return unknown;
  }

  return unit === 'celsius' ? `${celsius.toFixed(0)} °C` : `${((celsius * 9) / 5 + 32).toFixed(0)} °F`;
}

/** A lap or sector time: 1:46.120, or 37.688 below a minute. */
export function lapTime(seconds: number | null | undefined, digits = 3): string {
  if (seconds === null || seconds === undefined) {
    return unknown;
  }

  // Rounded first, so that 59.9996 becomes 1:00.000 and not 0:60.000.
  const scale = 10 ** digits;
  const rounded = Math.round(seconds * scale) / scale;
  const minutes = Math.floor(rounded / 60);
  const rest = (rounded - minutes * 60).toFixed(digits);
  return minutes === 0 ? rest : `${minutes}:${rest.padStart(digits + 3, '0')}`;
}

/** A time of day or of a recording: 1:02:03. */
export function clock(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) {
    return unknown;
  }

  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** A value with its unit; nothing but the sign of the unknown where there is none. */
export function measure(value: number | null | undefined, digits: number, unit: string): string {
  return value === null || value === undefined ? unknown : `${value.toFixed(digits)} ${unit}`;
}

/** A gap in seconds or in laps. */
export function gap(seconds: number | null, laps: number | null, digits = 3): string {
  if (laps !== null) {
    return `+${laps} L`;
  }

  return seconds === null ? unknown : `+${seconds.toFixed(digits)}`;
}

/** A difference with its sign; the minus is as wide as the plus. */
export function signed(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined) {
    return unknown;
  }

  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : `+${text}`;
}

export function percent(share: number | null | undefined, digits = 0): string {
  return share === null || share === undefined ? unknown : `${(share * 100).toFixed(digits)} %`;
}

export function fixed(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? unknown : value.toFixed(digits);
}
