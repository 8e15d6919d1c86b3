import { expect, test } from 'vitest';
import type { FailbackRun } from '../../../../twin/drill/failback/failback.ts';
import { figuresOf } from '../../../../twin/drill/failback/report.ts';
import type { Stage } from '../../../../twin/drill/failback/share.ts';

const stage = (serves: Stage['serves'], share: number): Stage => ({ serves, share, seconds: 30 });
const ended = (status: string, error?: string) => ({
  execution: 'arn',
  status,
  output: {},
  ...(error === undefined ? {} : { error }),
});

const ILL = { end: ended('FAILED', 'FellIll'), stages: [stage('none', 0), stage('canary', 0.1), stage('none', 0)] };
const WELL = { end: ended('SUCCEEDED'), stages: [stage('none', 0), stage('canary', 0.1), stage('all', 1)] };
const FOUND = {
  ...{ entries: 9, acknowledged: 9 },
  ...{ lost: [], doubled: [], chainsBroken: [], unexplained: [], overReturned: [] },
};
const FORM_FINDINGS = {
  ...{ lost: [], doubled: [], stuck: [], disagreeing: [] },
  ...{ claimless: [], claimsLeft: [], overReturned: [] },
};
const FORMS = { issued: 2, findings: FORM_FINDINGS };

const verdictOf = (changes: Partial<FailbackRun>): string =>
  figuresOf({
    ...{ seed: '1', timeScale: 1, left: ended('SUCCEEDED'), ill: ILL, well: WELL, findings: FOUND, forms: FORMS },
    queued: [],
    ...changes,
  }).verdict;

test('a Region that was left again when ill, and taken back when well, is a good failback', () => {
  expect(verdictOf({})).toBe('good');
});

test.each<[string, Partial<FailbackRun>]>([
  ['an ill Region that kept its traffic', { ill: { ...ILL, stages: ILL.stages.slice(0, 2) } }],
  ['an ill Region that never had any', { ill: { ...ILL, stages: [stage('none', 0)] } }],
  ['a Region that got everything at once', { well: { ...WELL, stages: [stage('none', 0), stage('all', 1)] } }],
  [
    'a first stage that nobody was led to',
    { well: { ...WELL, stages: [stage('none', 0), stage('canary', 0), stage('all', 1)] } },
  ],
  [
    'an end at which some still go elsewhere',
    { well: { ...WELL, stages: [stage('none', 0), stage('canary', 0.1), stage('all', 0.9)] } },
  ],
  ['a runbook that failed at its end', { well: { ...WELL, end: ended('FAILED', 'EvidenceNotStored') } }],
  ['a lost receipt', { findings: { ...FOUND, lost: ['LILLE-001-00000007'] } }],
  ['goods that came back twice', { findings: { ...FOUND, overReturned: ['LILLE-001-00000007'] } }],
  ['a form whose credit was lost', { forms: { ...FORMS, findings: { ...FORM_FINDINGS, lost: ['F1'] } } }],
  ['a card that was credited twice', { forms: { ...FORMS, findings: { ...FORM_FINDINGS, doubled: ['F1'] } } }],
  ['a form left half done', { forms: { ...FORMS, findings: { ...FORM_FINDINGS, stuck: ['F1'] } } }],
  ['a receipt that a till keeps back', { queued: ['LILLE-001-00000007'] }],
])('%s breaks a law', (_, changes) => {
  expect(verdictOf(changes)).toBe('broken');
});
