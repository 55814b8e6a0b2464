import { csv } from '../model/csv';
import type { ChartData } from './chart';

/** Offers text or a picture as a file. */
function offer(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the address by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export function saveCsv(data: ChartData, name: string): void {
  const table = csv([data.xLabel, ...data.lines.map((line) => line.label)], [data.x, ...data.lines.map((line) => line.values)]);
  offer(new Blob([table], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}

/** Saves what the canvas shows on the ground of the page, with the names of the lines below. */
export function savePng(canvas: HTMLCanvasElement, data: ChartData, name: string): void {
  const style = getComputedStyle(document.documentElement);
  const picture = document.createElement('canvas');
  const size = Math.round(canvas.width / 80) + 8;
  picture.width = canvas.width;
  picture.height = canvas.height + size * 3;
  const context = picture.getContext('2d');
  if (context === null) {
    throw new Error('This browser gives no canvas to draw the picture on.');
  }

  context.fillStyle = style.getPropertyValue('--surface-1');
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  context.font = `${size}px sans-serif`;
  let left = size;
  for (const line of data.lines) {
    context.fillStyle = line.colour;
    context.fillRect(left, canvas.height + size, size * 1.5, size / 4);
    context.fillStyle = style.getPropertyValue('--text');
    context.fillText(line.label, left + size * 2, canvas.height + size * 1.4);
    left += size * 2.8 + context.measureText(line.label).width;
  }

  picture.toBlob((blob) => {
    if (blob !== null) {
      offer(blob, `${name}.png`);
    }
  }, 'image/png');
}
