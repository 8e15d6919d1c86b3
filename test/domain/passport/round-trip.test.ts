import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePassport } from '../../../domain/passport/parse.ts';
import { type Holder, PRINTS, type Print, TODAY } from './printer.ts';

const yearsOf = (date: string): string => date.slice(2).replaceAll('-', '').padEnd(6, '<');

/** A scan in one of the ways that readers deliver it. */
const delivered = fc.constantFrom<(lines: string[]) => string>(
  (lines) => lines.join('\n'),
  (lines) => `${lines.join('\r\n')}\r\n`,
  (lines) => lines.join('\r'),
  (lines) => `\n  ${lines.join('  \n\t')}  \n`,
  (lines) => lines.join('\n').toLowerCase(),
);

function expectHolder(holder: Holder, print: Print, text: string): void {
  const scan = parsePassport(text, TODAY);
  if (!scan.readable) throw new Error(`${text}\n${JSON.stringify(scan.faults)}`);
  const { passport } = scan;
  expect(passport).toMatchObject({
    format: print.name,
    documentCode: holder.code,
    issuer: { code: holder.issuer, known: holder.issuer !== 'UTO' },
    nationality: { code: holder.nationality, known: holder.nationality !== 'UTO' },
    number: holder.number,
    sex: holder.sex === '<' ? undefined : holder.sex,
    names: { surname: holder.surname, givenNames: holder.givenNames },
  });
  expect([yearsOf(passport.birthDate), yearsOf(passport.expiryDate)]).toEqual([holder.birth, holder.expiry]);
  expect(passport.birthDate <= TODAY).toBe(true);
  const more = print.name === 'TD1' && holder.more !== '' ? `<${holder.more}` : '';
  expect(passport.optionalData).toBe(holder.optional + more);
}

describe.each(PRINTS)('$name', (print) => {
  test('a right document is read as it was printed, however the reader delivers it', () => {
    fc.assert(
      fc.property(print.holder, delivered, (holder, deliver) =>
        expectHolder(holder, print, deliver(print.print(holder))),
      ),
      { numRuns: 500 },
    );
  });

  test('any text at all gives a value and no exception', () => {
    const mangled = fc.tuple(print.holder, fc.nat(88), fc.string()).map(([holder, at, noise]) => {
      const text = print.print(holder).join('\n');
      return text.slice(0, at) + noise + text.slice(at + noise.length);
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), mangled), (text) => {
        const scan = parsePassport(text, TODAY);
        if (!scan.readable) expect(scan.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});
