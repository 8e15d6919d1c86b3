import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conforms } from '../../../lambdas/shared/customs/messages/conforms.ts';
import { INCOMING } from '../../../lambdas/shared/customs/messages/incoming.ts';

const valid: Record<string, object> = {
  R_AR_C02: { inReplyTo: 'C01.F.1', formId: 'ABCDEFGHJK0123456789AB', customsId: 'FR1' },
  R_EC_C03: { inReplyTo: 'C01.F.1', formId: 'ABCDEFGHJK0123456789AB', reasons: ['no'] },
  R_AR_P02: { inReplyTo: 'P01.F.1', formId: 'ABCDEFGHJK0123456789AB', customsId: 'PS1' },
  R_EC_P03: { inReplyTo: 'P01.F.1', formId: 'ABCDEFGHJK0123456789AB', reasons: ['no'] },
  R_AR_S02: { inReplyTo: 'S01.F.1', formId: 'ABCDEFGHJK0123456789AB' },
  R_EC_S03: { inReplyTo: 'S01.F.1', formId: 'ABCDEFGHJK0123456789AB', reasons: ['no'] },
  R_E_A01: {
    forms: [
      { formId: 'ABCDEFGHJK0123456789AB', customsId: 'FR1', status: 'CONFIRME', at: '2026-11-25T02:00:00.5+01:00' },
    ],
  },
  R_E_IS: {},
  G001: { inReplyTo: 'C01.F.1' },
  G002: { inReplyTo: 'C01.F.1' },
};

const ajv = new Ajv();
/** Fields that we do not know are let pass, so the reference does not refuse them either. */
const withoutRefusal = (schema: object): object =>
  JSON.parse(JSON.stringify(schema, (name, value) => (name === 'additionalProperties' ? undefined : value)));

/** One member of a message, somewhere in it, replaced or taken out. */
function spoiled(message: object, place: number, by: unknown): object {
  const copy = structuredClone(message) as Record<string, unknown>;
  const targets: [holder: Record<string, unknown>, name: string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value)) {
      targets.push([value as Record<string, unknown>, name]);
      visit((value as Record<string, unknown>)[name]);
    }
  };
  visit(copy);
  const [holder, name] = targets[place % targets.length] ?? [copy, 'message'];
  if (by === undefined && !Array.isArray(holder)) delete holder[name];
  else holder[name] = by ?? null;
  return copy;
}

describe.each(INCOMING)('$message', ({ message, schema }) => {
  const whole = { message, messageId: 'r-1', ...valid[message] };

  it('is read', () => expect(conforms(schema, whole)).toBe(true));

  it('spoiled anywhere, is read exactly when a JSON schema validator reads it', () => {
    const validate = ajv.compile(withoutRefusal(schema));
    const values = fc.constantFrom(undefined, null, '', 'x', 0, -1, 1.5, true, [], {}, 'x'.repeat(600), 'FR1', [
      'no',
      '',
    ]);
    fc.assert(
      fc.property(fc.nat(), values, (place, by) => {
        const other = spoiled(whole, place, by);
        expect(conforms(schema, other)).toBe(validate(other));
      }),
      { numRuns: 150 },
    );
  });
});
