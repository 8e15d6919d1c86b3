/** `npm run form -- show | outcome | settle`: what a person decides about the money of a tax-free form, under evidence. */
import { randomUUID } from 'node:crypto';
import { InvalidArgumentError } from 'commander';
import { append } from '../lambdas/runs/append.ts';
import { createEvidenceChain } from '../lambdas/runs/chain.ts';
import { createMarks } from '../lambdas/runs/marks.ts';
import { parseKey } from '../lambdas/shared/form-work/attempt-key.ts';
import { owedOn } from '../lambdas/shared/form-work/dispute.ts';
import type { Settlement } from '../lambdas/shared/form-work/form.ts';
import { createFormStore } from '../lambdas/shared/form-work/form-store.ts';
import type { FormWriting } from '../lambdas/shared/form-work/form-work.ts';
import { operatorOf } from '../lambdas/shared/form-work/operators.ts';
import { settleDispute } from '../lambdas/shared/form-work/settle.ts';
import { type Found, settleKey } from '../lambdas/shared/form-work/settle-key.ts';
import { withPlace } from './place/options.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';

/** The chain of evidence of what people decide about money; `npm run verify-evidence -- tax-free-money` proves it. */
const CHAIN = 'tax-free-money';

interface Asked extends PlaceAsked {
  readonly by: string;
  readonly proof: string;
}

interface OutcomeAsked extends Asked {
  readonly key: string;
  readonly found: Found;
}

interface SettleAsked extends Asked {
  readonly form: string;
  readonly owedCents: number;
  readonly means: Settlement['means'];
  readonly reference: string;
}

/** One of some words. */
const oneOf =
  <T extends string>(...words: readonly T[]) =>
  (text: string): T => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw new InvalidArgumentError(`Expected one of ${words.join(', ')}.`);
    return found;
  };

function cents(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected whole cents, for example 3000 or -3000.');
  return Number(text);
}

async function desk(asked: PlaceAsked) {
  const { dynamodb, taxFreeTable, operationsTable, regions } = await workplace(asked);
  const work: FormWriting = {
    forms: createFormStore(dynamodb, taxFreeTable),
    operator: operatorOf('typical'),
    now: () => new Date(),
    newId: randomUUID,
    report: (line) => console.error(JSON.stringify(line)),
    ignore: (line) => console.error(JSON.stringify(line)),
  };
  const evidence = {
    chain: createEvidenceChain(dynamodb, operationsTable),
    marks: createMarks(dynamodb, operationsTable),
  };
  /** Says something in the chain: before it is done, so that nothing is done that nobody answers for, and how it ended. */
  const say = (form: string, at: string, content: Record<string, string | number>) =>
    append(evidence, {
      runbook: CHAIN,
      run: `form:${form}`,
      at,
      content,
      region: regions[0] ?? '',
      time: new Date().toISOString(),
    });
  return { work, say };
}

async function show(asked: PlaceAsked & { readonly form: string }): Promise<void> {
  const { work } = await desk(asked);
  const form = await work.forms.read(asked.form);
  if (form === undefined) throw new Error(`no form ${asked.form} was issued here`);
  console.log(`${form.formId}: ${form.state}; owed to the traveller: ${owedOn(form)} cents`);
  for (const { key, amount, outcome = 'unknown', intendedAt } of form.attempts.values())
    console.log(`  ${key}  ${amount} cents  ${outcome}  asked ${intendedAt}`);
}

const REFUSED: Readonly<Record<string, string>> = {
  'unknown-key': 'No form used this key: copy it from `npm run form -- show --form ID`.',
  'known-already': 'What became of this key is known already: see `npm run form -- show`.',
  'still-asked': 'The key is younger than 25 hours: the acquirer is still asked by itself. Wait.',
  'unknown-form': 'No such form was issued here.',
  'not-disputed': 'The form is not disputed: nothing is to be settled.',
  'money-under-way': 'A credit or debit is still under way: wait for its outcome, or state it with `outcome`.',
  'other-amount': 'That is not what is owed: see `npm run form -- show`, and settle exactly that.',
  changed: 'The form changed meanwhile: look at it again.',
};

async function outcome({ key, found, proof, by, ...place }: OutcomeAsked): Promise<void> {
  const { work, say } = await desk(place);
  const form = parseKey(key)?.formId;
  if (form === undefined) throw new Error(REFUSED['unknown-key']);
  await say(form, 'outcome stated', { key, found, proof, by });
  const settled = await settleKey(key, found, proof, work);
  const ended = settled.settled ? settled.form.state : settled.why;
  const { sequence } = await say(form, 'outcome written', { key, found, by, ended });
  if (!settled.settled) throw new Error(REFUSED[settled.why]);
  console.log(`${key} is ${found}; the form is ${ended}; evidence ${CHAIN} ${sequence}`);
}

async function settle({ form, owedCents, means, reference, proof, by, ...place }: SettleAsked): Promise<void> {
  const { work, say } = await desk(place);
  await say(form, 'settlement stated', { owed: owedCents, means, reference, proof, by });
  const settlement = { owed: owedCents, means, reference, operator: by };
  const settled = await settleDispute(form, settlement, work);
  const ended = settled.settled ? settled.form.state : settled.why;
  const { sequence } = await say(form, 'settlement written', { owed: owedCents, means, reference, by, ended });
  if (!settled.settled) throw new Error(REFUSED[settled.why]);
  console.log(`${form} is ${ended}: ${owedCents} cents by ${means}; evidence ${CHAIN} ${sequence}`);
}

const program = programOf('form', 'What a person decides about the money of a tax-free form, under evidence.', [
  'npm run form -- show --form ID',
  'npm run form -- outcome --key detaxe:ID:credit:1 --found never-seen --proof "case 4711 of the acquirer" --by NAME',
  'npm run form -- settle --form ID --owed-cents 3000 --means transfer --reference T-1 --proof "case 4711" --by NAME',
]);

withPlace(program.command('show').description('its state, its keys, and what is owed'))
  .requiredOption('--form <id>', 'the form')
  .action(show);

withPlace(program.command('outcome').description('what became of a key that the acquirer can no longer be asked about'))
  .requiredOption('--key <key>', 'the key, as `show` prints it')
  .requiredOption('--found <what>', 'done, or never-seen', oneOf('done', 'never-seen'))
  .requiredOption('--proof <text>', 'where that is written')
  .requiredOption('--by <name>', 'who says so')
  .action(outcome);

withPlace(program.command('settle').description('that what is owed on a disputed form was paid, or written off'))
  .requiredOption('--form <id>', 'the form')
  .requiredOption('--owed-cents <cents>', 'owed to the traveller; less than 0 when they owed it', cents)
  .requiredOption('--means <means>', 'how', oneOf('cash', 'transfer', 'written-off', 'nothing-owed'))
  .requiredOption('--reference <text>', 'of the transfer, slip or decision')
  .requiredOption('--proof <text>', 'where that is written')
  .requiredOption('--by <name>', 'who says so')
  .action(settle);

await runProgram(program);
