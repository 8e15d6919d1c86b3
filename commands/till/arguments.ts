import { parseArgs } from 'node:util';
import { parseRegions, type Region } from '../../client/index.ts';
import { UsageError } from '../usage.ts';

const LOCAL_REGIONS = 'paris=http://127.0.0.1:8101,frankfurt=http://127.0.0.1:8102';

const text = { type: 'string' } as const;
const options = {
  store: text,
  till: text,
  line: { ...text, multiple: true },
  tender: { ...text, multiple: true },
  residence: text,
  original: text,
  reason: text,
  period: text,
  operator: { ...text, default: 'till' },
  regions: text,
  device: text,
  journal: text,
} as const;

/** What was asked of the till, with its options. */
export interface TillArguments {
  what: string;
  regions: Region[];
  deviceFile: string;
  directory: string;
  operator: string;
  lines: string[];
  tenders: string[];
  residence: string | undefined;
  reason: string | undefined;
  /** @throws UsageError when the option is missing */
  needed(option: 'original' | 'period'): string;
}

function valuesOf(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** @throws UsageError */
export function parseTillArguments(args: string[], environment: NodeJS.ProcessEnv): TillArguments {
  const { values, positionals } = valuesOf(args);
  const [what, ...rest] = positionals;
  const { store, till } = values;
  if (what === undefined || rest.length > 0) throw new UsageError('say one thing to do');
  if (store === undefined || till === undefined) throw new UsageError('--store and --till say which till this is');
  return {
    what,
    regions: parseRegions(values.regions ?? environment.PERMANENCE_REGIONS ?? LOCAL_REGIONS),
    deviceFile: values.device ?? `.twin/devices/${store}-${till}.json`,
    directory: values.journal ?? `.twin/tills/${store}-${till}`,
    operator: values.operator,
    lines: values.line ?? [],
    tenders: values.tender ?? [],
    residence: values.residence,
    reason: values.reason,
    needed: (option) => {
      const value = values[option];
      if (value === undefined) throw new UsageError(`${what} needs --${option}`);
      return value;
    },
  };
}
