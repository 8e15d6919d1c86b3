import { expect, test } from 'vitest';
import type { Evidence } from '../../../../twin/drill/tax-free/evidence.ts';
import { type Findings, findingsOf } from '../../../../twin/drill/tax-free/laws.ts';
import { AT, atCustoms, attempt, credit, evidence, FORM, form, RECEIPT, sale } from './evidence.ts';

/** The laws that a change of a good run breaks. */
const broken = (change: Partial<Evidence>): (keyof Findings)[] =>
  Object.entries(findingsOf(evidence(change))).flatMap(([law, found]) =>
    found.length > 0 ? [law as keyof Findings] : [],
  );

const OTHER = 'B0000000000000000000B2';
const otherForm = form({ formId: OTHER });
const letGo = form({ state: 'rejected', released: true, log: [] });
const free = new Map([[RECEIPT, { ...sale(), claim: undefined } as unknown as ReturnType<typeof sale>]]);
const early = new Date(AT.getTime() - 60_000).toISOString();

test('a run in which everything went well breaks no law', () => {
  expect(broken({})).toEqual([]);
});

test('a form that customs refused owes nothing and holds nothing', () => {
  const rejected = { forms: [letGo], sales: free, customs: new Map([[FORM, atCustoms({ normal: '' })]]) };
  expect(broken({ ...rejected, movements: [] })).toEqual([]);
  expect(broken(rejected)).toEqual(['doubled']);
});

test.each<[string, Partial<Evidence>, (keyof Findings)[]]>([
  ['a credit that never reached the card', { movements: [] }, ['lost']],
  ['a credit that is a cent short', { movements: [credit(1_547)] }, ['lost']],
  ['a second credit under another key', { movements: [credit(), credit(1_548, 2)] }, ['doubled']],
  ['a credit for no form', { movements: [credit(), { ...credit(), key: 'stray' }] }, ['doubled']],
  ['a form issued to a kiosk and not stored', { attempts: [attempt(), attempt({ formId: OTHER })] }, ['lost']],
  ['a kiosk that was never answered', { attempts: [attempt({ answer: 'unanswered' })] }, ['lost']],
  ['a form worth other than quoted', { attempts: [attempt({ quoted: 1_549 })] }, ['lost']],
  ['a live form without its claim', { sales: free }, ['claimless']],
  [
    'a receipt on two live forms',
    {
      forms: [form(), otherForm],
      movements: [credit(), { ...credit(), key: `detaxe:${OTHER}:credit:1` }],
      customs: new Map([
        [FORM, atCustoms()],
        [OTHER, atCustoms()],
      ]),
    },
    ['doubled', 'claimless'],
  ],
  [
    'goods that were given back',
    { sales: new Map([[RECEIPT, sale({ left: new Map([[1, { quantity: 0, amount: 0, unit: 12_900 }]]) })]]) },
    ['overReturned'],
  ],
  ['something due that nobody did', { forms: [form({ dueAt: early })] }, ['stuck']],
  [
    'receipts that were not let go',
    { forms: [{ ...letGo, released: false }], sales: free, movements: [], customs: new Map() },
    ['stuck'],
  ],
  ['a form that customs do not know', { customs: new Map() }, ['disagreeing']],
  [
    'a form that customs have under another id',
    { customs: new Map([[FORM, atCustoms({ normal: 'FR1' })]]) },
    ['disagreeing'],
  ],
  [
    'a refund of which customs know another amount',
    { customs: new Map([[FORM, atCustoms({ refund: '15.49' })]]) },
    ['disagreeing'],
  ],
  [
    'a form that customs alone know',
    {
      customs: new Map([
        [FORM, atCustoms()],
        [OTHER, atCustoms()],
      ]),
    },
    ['disagreeing'],
  ],
  ['a form that customs still have and we let go', { forms: [letGo], sales: free, movements: [] }, ['disagreeing']],
  ['a message sent twice within a minute', { customs: new Map([[FORM, atCustoms({ tooSoon: 1 })]]) }, ['disagreeing']],
])('%s is found', (_, change, laws) => {
  expect(broken(change)).toEqual(laws);
});

test('money that is under way is neither lost nor doubled, up to what was promised', () => {
  const crediting = { forms: [form({ state: 'crediting' })] };
  expect(broken(crediting)).toEqual([]);
  expect(broken({ ...crediting, movements: [] })).toEqual([]);
  expect(broken({ ...crediting, movements: [credit(), credit(1, 2)] })).toEqual(['doubled']);
});

test('a card that was debited again has nothing left', () => {
  const debit = { ...credit(), key: `detaxe:${FORM}:debit:1`, does: 'debit' as const };
  const reclaimed = { forms: [form({ state: 'reclaimed' })] };
  expect(broken({ ...reclaimed, movements: [credit(), debit] })).toEqual([]);
  expect(broken({ ...reclaimed, movements: [credit()] })).toEqual(['doubled']);
});

test('a claim is left for no form that does not hold it, and the law names that form', () => {
  const left = (forms: Evidence['forms']) => findingsOf(evidence({ forms })).claimsLeft;
  expect(left([form()])).toEqual([]);
  expect(left([])).toEqual([`${RECEIPT}: claimed for ${FORM}, which is not issued`]);
  expect(left([letGo])).toEqual([`${RECEIPT}: claimed for ${FORM}, which is rejected`]);
});
