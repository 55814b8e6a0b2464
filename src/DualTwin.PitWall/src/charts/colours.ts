import type { Car } from '../api/documents';

/** How a car's line looks: the team's colour; the second car of a team is dashed, so that colour is not needed to tell them apart. */
export interface LineStyle {
  readonly colour: string;
  readonly dashed: boolean;
}

/** Luminance at which a colour can still be told from a dark, or a light, ground. */
const darkest = 0.2;
const lightest = 0.4;

export function lineStyles(cars: readonly Car[], lightGround: boolean): Map<string, LineStyle> {
  const teams = new Set<string>();
  const styles = new Map<string, LineStyle>();
  for (const car of [...cars].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))) {
    const team = car.team ?? car.car_id;
    styles.set(car.car_id, { colour: readable(car.team_colour ?? '77879a', lightGround), dashed: teams.has(team) });
    teams.add(team);
  }

  return styles;
}

/** The colour, made lighter or darker until it can be seen on the ground. */
export function readable(hex: string, lightGround: boolean): string {
  let [r = 119, g = 135, b = 154] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).map((part) => (Number.isNaN(part) ? 128 : part));
  const target = lightGround ? 0 : 255;
  for (let i = 0; i < 10 && (lightGround ? luminance(r, g, b) > lightest : luminance(r, g, b) < darkest); i++) {
    [r, g, b] = [r + (target - r) * 0.2, g + (target - g) * 0.2, b + (target - b) * 0.2];
  }

  return `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`;
}

function luminance(r: number, g: number, b: number): number {
  const [x = 0, y = 0, z = 0] = [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
