import { expect, test } from 'vitest';
import { gravestFirst } from '../../../domain/laws/gravest-first.ts';
import { judged } from '../../../domain/morning/verdict.ts';
import { Findings } from '../../../lambdas/boot-check/tally.ts';
import { point, VAULTS } from '../../support/morning/world.ts';

const finding = (law: string, item = law) => ({ law, item, says: 'it is so' });
const many = (law: string, count: number) =>
  Array.from({ length: count }, (_, place) => finding(law, `${law} ${place}`));
const lawsOf = (findings: readonly { law: string }[]) => findings.map(({ law }) => law);

/** What a series that was written after its backup looks like, around one forged entry. */
const NOISE = [...many('entry-absent', 400), ...many('live-differs', 400), ...many('serves-sale', 3)];

test('a forged entry comes first, however many others were found before it', () => {
  expect(gravestFirst([...NOISE, finding('entry-altered')], 5)[0]).toEqual(finding('entry-altered'));
});

test('one law hides no other: each is named once before any is named twice', () => {
  const laws = lawsOf(gravestFirst([...NOISE, finding('form-without-claim')], 5));
  expect(new Set(laws)).toEqual(new Set(['entry-absent', 'form-without-claim', 'live-differs', 'serves-sale']));
  expect(laws).toEqual(['entry-absent', 'entry-absent', 'form-without-claim', 'live-differs', 'serves-sale']);
});

test('what is altered comes before what is missing, that before contradictions, and what follows from them last', () => {
  const worst = [
    'signing-key-wrong',
    'registry-empty',
    'claim-of-other-form',
    'item-unknown',
    'digest-differs',
    'serves-form',
  ];
  expect(
    lawsOf(
      gravestFirst(
        worst.toReversed().map((law) => finding(law)),
        6,
      ),
    ),
  ).toEqual(worst);
});

test('the boot check keeps the forged entry that it comes to last, and counts all', () => {
  const findings = new Findings();
  findings.add(...NOISE, finding('entry-altered'));
  findings.add(finding('entry-altered'), finding('live-differs', 'live-differs 0'));
  expect(findings.kept[0]).toEqual(finding('entry-altered'));
  expect(findings.kept).toHaveLength(20);
  expect(findings.count).toBe(NOISE.length + 1);
});

test('the row of a recovery point names what its set found before what matters less', () => {
  const check = {
    boots: false,
    findings: many('live-differs', 20),
    findings_count: 300,
    items: 1,
    entries: 1,
    compared: true,
  };
  const set = { findings: [finding('form-missing')], findings_count: 1, says: [], unseen: [] };
  const run = {
    run: 'r',
    run_started_at: '2026-11-24T04:00:00Z',
    date: '2026-11-24',
    region: 'eu-west-3',
    budget_s: 600,
  };
  const row = judged({ ...point(VAULTS.backup, 'ledger'), check }, set, run);
  expect(lawsOf(row.findings)).toEqual(['form-missing', ...Array(4).fill('live-differs')]);
  expect(row.findings_count).toBe(301);
});
