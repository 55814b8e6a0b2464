import { expect, it } from 'vitest';
import { csv } from '../src/model/csv';

it('writes numbers as they are, nothing for null, and quotes what needs it', () => {
  expect(csv(['Lap', 'A, "B"'], [[1, 2, 3], [90.5, null]])).toBe('Lap,"A, ""B"""\r\n1,90.5\r\n2,\r\n3,\r\n');
});

it('lets no text become a formula, and leaves negative numbers numbers', () => {
  expect(csv(['=1+1'], [[-2, '@x']])).toBe("'=1+1\r\n-2\r\n'@x\r\n");
});
