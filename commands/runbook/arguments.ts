import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from '../usage.ts';
import { otherThan, regionNamed } from './regions.ts';

const USAGE = `npm run runbook -- <runbook> [--input JSON|@FILE] [--region R] [--json] [--no-follow] [--environment production]
npm run runbook -- failover --leave paris [--input '{"mode": "drill"}']            in the Region that stays; asks a person unless it is a drill
npm run runbook -- status [<runbook>] [--region R]     the last executions
npm run runbook -- stop <runbook> [--region R]         stops what runs of it; what it left behind, its next run removes
npm run runbook -- report failover|failback [<run>] [--html FILE] [--region R]   what a run took, the last one when not said
npm run runbook -- approve <runbook>|<run> [--show|--refuse] [--by NAME] [--region R]   answers what a run asks a person
  <runbook>   restore-test, clone-environment, repair-clone, remove-clone, repair-ledger, failover, failback
  --region    eu-west-3 or paris, eu-central-1 or frankfurt; the one of AWS_REGION when not said
  --json      the last line is the output of the machine, as JSON`;

/** What an operator asked for. */
export interface Asked {
  readonly what: string;
  readonly runbook?: string;
  readonly environment: string;
  readonly region?: string;
  /** JSON text. */
  readonly input: string;
  readonly json: boolean;
  readonly follow: boolean;
  /** The answer to what a run asks; absent to look only. */
  readonly answer?: boolean;
  /** Who answers. */
  readonly by?: string;
  /** ARN of the execution that is meant. */
  readonly run?: string;
  /** File for the page of a report. */
  readonly html?: string;
}

function inputOf(text: string): string {
  const content = text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text;
  try {
    JSON.parse(content);
  } catch (cause) {
    throw new UsageError(`--input is no JSON: ${content}\n\n${USAGE}`, { cause });
  }
  return content;
}

/** Input and place of a run that leaves a Region, or of any other one. */
function placed({ input, region, leave }: { input: string; region?: string | undefined; leave?: string | undefined }) {
  const left = leave === undefined ? undefined : regionNamed(leave);
  const where = region === undefined ? left && otherThan(left) : regionNamed(region);
  const given = inputOf(input);
  return {
    input: left === undefined ? given : JSON.stringify({ ...JSON.parse(given), region: left }),
    ...(where === undefined ? {} : { region: where }),
  };
}

const NEEDS_RUNBOOK = new Set(['stop', 'approve', 'report']);

/** @throws UsageError when the words do not fit */
export function parseRunbookArguments(words: readonly string[], environment: NodeJS.ProcessEnv): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    allowNegative: true,
    options: {
      input: { type: 'string', default: '{}' },
      region: { type: 'string' },
      leave: { type: 'string' },
      environment: { type: 'string', default: environment.PERMANENCE_ENVIRONMENT ?? 'production' },
      json: { type: 'boolean', default: false },
      follow: { type: 'boolean', default: true },
      refuse: { type: 'boolean', default: false },
      show: { type: 'boolean', default: false },
      by: { type: 'string' },
      html: { type: 'string' },
    },
  });
  const [what, runbook, run] = positionals;
  if (what === undefined || (NEEDS_RUNBOOK.has(what) && runbook === undefined)) throw new UsageError(USAGE);
  return {
    what,
    environment: values.environment,
    ...placed(values),
    json: values.json,
    follow: values.follow,
    ...(values.show ? {} : { answer: !values.refuse }),
    ...(values.by === undefined ? {} : { by: values.by }),
    ...(values.html === undefined ? {} : { html: values.html }),
    ...(runbook === undefined ? {} : { runbook }),
    ...(run === undefined ? {} : { run }),
  };
}
