/** A table as comma-separated values: numbers as they are, text quoted where it must be, nothing for null. */
export function csv(header: readonly string[], columns: readonly (readonly (number | string | null | undefined)[])[]): string {
  const length = Math.max(0, ...columns.map((column) => column.length));
  const lines = [header.map(field).join(',')];
  for (let row = 0; row < length; row++) {
    lines.push(columns.map((column) => field(column[row] ?? null)).join(','));
  }

  return lines.join('\r\n') + '\r\n';
}

function field(value: number | string | null): string {
  if (value === null) {
    return '';
  }

  const text = String(value);
  // A text that a spreadsheet would take for a formula is kept a text.
  const safe = typeof value === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
