/** One line of a chart. */
export interface Line {
  readonly id: string;
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly width: number;
  readonly values: readonly (number | null)[];
  readonly dots?: boolean;
}

/** A band between two lines. */
export interface ChartBand {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** What a chart shows. */
export interface ChartData {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly x: readonly number[];
  readonly lines: readonly Line[];
  readonly band: ChartBand | null;
  /** Small values at the top: positions, gaps. */
  readonly inverted: boolean;
  /** Whole numbers only: positions. */
  readonly whole: boolean;
  /** A value as it is told beside the pointer. */
  readonly format: (value: number) => string;
  /** A value as it stands at the axis. */
  readonly tick: (value: number) => string;
}

/** Values near a place, the lines with a value there, best first. */
export function valuesAt(data: ChartData, index: number): { label: string; colour: string; text: string }[] {
  const found = data.lines.flatMap((line) => {
    const value = line.values[index] ?? null;
    return value === null ? [] : [{ label: line.label, colour: line.colour, value }];
  });
  found.sort((a, b) => a.value - b.value);
  return found.map(({ label, colour, value }) => ({ label, colour, text: data.format(value) }));
}
