import type { Car, CarTwin } from '../api/documents';
import type { LapRow } from '../api/history';
import { t } from '../i18n';
import { gapTable, isRacing, lapTable, stintPaces, type LapTable } from '../model/laps';
import { lapTime } from '../model/units';
import type { ChartBand, ChartData, Line } from './chart';
import { readable, type LineStyle } from './colours';

export type ChartKind = 'gaps' | 'laps' | 'tyres' | 'positions';
export const chartKinds: readonly ChartKind[] = ['gaps', 'laps', 'tyres', 'positions'];

/** What a chart is made of. */
export interface ChartSource {
  readonly kind: ChartKind;
  readonly laps: ReadonlyMap<string, readonly LapRow[]>;
  readonly cars: readonly Car[];
  readonly wanted: readonly string[];
  readonly ours: string | null;
  /** The car that gaps are against; null is the leader. */
  readonly reference: string | null;
  readonly racingOnly: boolean;
  readonly twin: CarTwin | null;
  readonly styles: ReadonlyMap<string, LineStyle>;
  readonly lightGround: boolean;
}

const compoundColours: Readonly<Record<string, string>> = { soft: 'ff5a5f', medium: 'f7cf46', hard: 'e8eef5', intermediate: '3ecf74', wet: '4d9dff' };

const seconds = (value: number) => lapTime(value, 1);
const place = (value: number) => value.toFixed(0);

export function chart(source: ChartSource): ChartData {
  switch (source.kind) {
    case 'gaps':
      return overLaps(source, gapTable(source.laps, source.wanted, source.reference), t('charts.axisGap'), (value) => value.toFixed(3), { inverted: true, whole: false, tick: (value) => value.toFixed(1) });
    case 'laps':
      return overLaps(
        source,
        lapTable(source.laps, source.wanted, (lap) => (source.racingOnly && !isRacing(lap) ? null : lap.lap_time)),
        t('charts.axisTime'),
        (value) => lapTime(value),
        { inverted: false, whole: false, tick: seconds },
      );
    case 'positions':
      return overLaps(source, lapTable(source.laps, source.wanted, (lap) => lap.position), t('charts.axisPosition'), place, { inverted: true, whole: true, tick: place });
    case 'tyres':
      return overAge(source);
  }
}

function overLaps(source: ChartSource, table: LapTable, yLabel: string, format: (value: number) => string, scale: Pick<ChartData, 'inverted' | 'whole' | 'tick'>): ChartData {
  const lines = [...table.columns].map(([carId, values]) => line(source, carId, nameOf(source, carId), values));
  return { xLabel: t('charts.axisLap'), yLabel, x: table.laps, lines, band: null, format, ...scale };
}

function overAge(source: ChartSource): ChartData {
  const stints = source.wanted.flatMap((carId) => stintPaces(carId, source.laps.get(carId) ?? []));
  const oldest = Math.max(0, ...stints.map((stint) => stint.ages.at(-1) ?? 0));
  const ahead = source.twin?.car_id === source.ours ? 10 : 0;
  const x = Array.from({ length: oldest === 0 ? 0 : oldest + ahead }, (_, index) => index + 1);
  const lines = stints.map((stint, index) => {
    const values: (number | null)[] = new Array<number | null>(x.length).fill(null);
    stint.ages.forEach((age, at) => (values[age - 1] = stint.times[at] ?? null));
    // Of one car alone the compounds are what differs.
    const own = source.wanted.length === 1 && stint.compound !== null ? { colour: readable(compoundColours[stint.compound] ?? '77879a', source.lightGround) } : {};
    return { ...line(source, stint.carId, `${nameOf(source, stint.carId)} ${(stint.compound ?? '?').charAt(0).toUpperCase()}`, values), ...own, id: `${stint.carId} ${index}`, dots: true };
  });
  return {
    xLabel: t('charts.axisAge'),
    yLabel: t('charts.axisTime'),
    x,
    lines,
    band: degradation(source, x),
    inverted: false,
    whole: false,
    format: (value) => lapTime(value),
    tick: seconds,
  };
}

/** The twin's laps to come over the ages of our set, with the bounds of four cases in five. */
function degradation(source: ChartSource, x: readonly number[]): ChartBand | null {
  const twin = source.twin;
  const pace = twin?.estimates.next_lap_time ?? null;
  const slope = twin?.estimates.tire_slope ?? null;
  const age = twin?.tire_age ?? null;
  if (twin?.car_id !== source.ours || pace?.p10 == null || pace.p90 === null || slope?.p10 == null || slope.p90 === null || age === null || x.length === 0) {
    return null;
  }

  // Lap by lap as the twin tells them; beyond its last one the bounds go on as the slope does.
  const coming = (twin.next_laps ?? []).flatMap((lap) => (lap.lap_time.p10 === null || lap.lap_time.p90 === null ? [] : [{ low: lap.lap_time.p10, high: lap.lap_time.p90 }]));
  const laps = coming.length > 0 ? coming : [{ low: pace.p10, high: pace.p90 }];
  const at = (bound: 'low' | 'high', rise: number) =>
    x.map((lapAge) => {
      const ahead = lapAge - age - 1;
      const last = Math.min(ahead, laps.length - 1);
      const told = laps[last];
      return ahead < 0 || told === undefined ? null : told[bound] + rise * (ahead - last);
    });
  return { low: at('low', slope.p10), high: at('high', slope.p90) };
}

function line(source: ChartSource, carId: string, label: string, values: readonly (number | null)[]): Line {
  const style = source.styles.get(carId) ?? { colour: 'rgb(128, 128, 128)', dashed: false };
  return { id: carId, label, colour: style.colour, dashed: style.dashed, width: carId === source.ours ? 3.5 : 1.8, values };
}

function nameOf(source: ChartSource, carId: string): string {
  return source.cars.find((car) => car.car_id === carId)?.driver_code ?? carId;
}
