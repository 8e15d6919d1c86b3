import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessage, deleteMessage, slipMessage } from '../../../lambdas/shared/customs/compose.ts';
import { INCOMING } from '../../../lambdas/shared/customs/messages/incoming.ts';
import { OUTGOING } from '../../../lambdas/shared/customs/messages/outgoing.ts';
import type { CustomsForm } from '../../../lambdas/shared/form-work/ports.ts';
import { sampleContent, samplePersonal } from '../../support/outside-worlds.ts';

const ajv = new Ajv({ allErrors: true });
const validators = new Map([...OUTGOING, ...INCOMING].map(({ message, schema }) => [message, ajv.compile(schema)]));

/** What the schema of a message finds wrong with it, after it went through JSON. */
function faults(message: object): string[] {
  const travelled = JSON.parse(JSON.stringify(message)) as { message: string };
  const validate = validators.get(travelled.message);
  if (validate === undefined) return [`no schema of ${travelled.message}`];
  validate(travelled);
  return (validate.errors ?? []).map(({ instancePath, message: says }) => `${instancePath} ${says}`);
}

const form = (content = sampleContent(), personal = samplePersonal): CustomsForm => ({
  messageId: `C01.${content.formId}.00000000-0000-4000-8000-000000000000`,
  content,
  personal,
});

/** Whether some value in it is an empty text: customs reject the whole message for one. */
const hasEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(hasEmpty) : value === '';

describe('every message to customs has the shape that is written down for it', () => {
  it('a create', () => expect(faults(createMessage(form()))).toEqual([]));
  it('a create from a slip', () => expect(faults(slipMessage(form(), 'AT0000001'))).toEqual([]));
  it('a deletion with and without customs’ id', () => {
    const own = { messageId: 'S01.x.1', formId: sampleContent().formId };
    expect(faults(deleteMessage(own))).toEqual([]);
    expect(faults(deleteMessage({ ...own, customsId: 'FR123' }))).toEqual([]);
  });

  it('whatever the form says', () => {
    const words = fc.string({ maxLength: 700, unit: 'grapheme' });
    const cents = fc.integer({ min: 1, max: 999_999_999 });
    const line = fc.record({
      label: words.map((w) => `x${w}`),
      type: words,
      brand: words,
      gross: cents,
      quantity: fc.integer({ min: 1, max: 15 }),
    });
    const personal = fc.record({
      givenNames: fc.constantFrom('', 'A'),
      birthDate: fc.constantFrom('', '1990', '1990-05', '1990-05-01'),
      nationality: fc.constantFrom('', 'JP'),
      passportExpiry: fc.constantFrom('', '2030-01-01'),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), personal, (lines, more) => {
        const content = sampleContent();
        const [first] = content.lines;
        const all = lines.map((own) => ({ ...first, ...own })) as typeof content.lines;
        const message = createMessage(form({ ...content, lines: all }, { ...samplePersonal, ...more }));
        expect(faults(message)).toEqual([]);
        expect(hasEmpty(message)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('amounts and rates', () => {
  const article = (more: object) => {
    const content = sampleContent();
    const lines = [{ ...content.lines[0], ...more }] as typeof content.lines;
    return (createMessage(form({ ...content, lines })).articles as Record<string, unknown>[])[0];
  };

  it('have two and three decimals', () => {
    expect(article({ gross: 2998, net: 2842, vat: 156, vatRate: 550, quantity: 1 })).toMatchObject({
      gross: '29.98',
      net: '28.42',
      vat: '1.56',
      unitPrice: '29.98',
      vatRate: '5.500',
    });
    expect(article({ vatRate: 210 })).toMatchObject({ vatRate: '2.100' });
    expect(article({ gross: 5 })).toMatchObject({ gross: '0.05' });
  });

  it('are refused beyond what a message can say, before anything is sent', () => {
    expect(() => article({ gross: 1_000_000_000 })).toThrow(RangeError);
    expect(article({ gross: 999_999_999 })).toMatchObject({ gross: '9999999.99' });
  });
});

it('texts are cut where customs cut them, never inside a character', () => {
  const content = sampleContent();
  const label = `${'x'.repeat(499)}😀`;
  const lines = [{ ...content.lines[0], label, brand: 'b'.repeat(31) }] as typeof content.lines;
  const [article] = createMessage(form({ ...content, lines })).articles as { description: string; brand: string }[];
  expect(article?.description).toBe('x'.repeat(499));
  expect(article?.brand).toBe('b'.repeat(30));
});

it('every message names its source', () => {
  for (const { message, source, grade } of [...OUTGOING, ...INCOMING])
    expect([message, grade, source]).not.toContain('');
});
