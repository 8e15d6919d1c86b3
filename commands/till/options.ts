import { type Command, Option } from 'commander';
import { parseRegions, type Region } from '../../client/index.ts';
import type { ExceptionReason } from '../../domain/chain/entry.ts';
import { TERRITORIES, type Territory } from '../../domain/vat-rates.ts';
import { deviceFileOf } from '../device-files.ts';
import { twinVariables } from '../place/twin-file.ts';

const LOCAL_REGIONS = 'paris=http://127.0.0.1:8101,frankfurt=http://127.0.0.1:8102';

/** Which till it is, and where it keeps what it needs. */
export interface PlaceWords {
  readonly store: string;
  readonly till: string;
  readonly regions?: readonly Region[];
  readonly device?: string;
  readonly journal?: string;
  readonly territory?: Territory;
  readonly json?: true;
}

/** Everything that can be said to a till. What one action needs is not there in another one. */
export interface TillWords extends PlaceWords {
  readonly operator: string;
  readonly line: readonly string[];
  readonly tender: readonly string[];
  readonly original: string;
  readonly period: string;
  readonly printedUpTo: string;
  readonly residence?: string;
  readonly reason?: string;
  readonly exception?: ExceptionReason;
}

/** The options of every action. */
export const withTill = (command: Command): Command =>
  command
    .requiredOption('--store <code>', 'its store')
    .requiredOption('--till <code>', 'its number')
    .option('--operator <name>', 'the sales advisor', 'till')
    .option(
      '--regions <list>',
      'name=url,name=url, the nearest first (default: the twin; or PERMANENCE_REGIONS)',
      parseRegions,
    )
    .option('--device <file>', "the till's key (default: .twin/devices/<store>-<till>.json; .devices with --regions)")
    .option('--journal <folder>', 'where it keeps its journal (default: .twin/tills/<store>-<till>)')
    .addOption(
      new Option('--territory <name>', 'where the store stands, whose VAT rates hold (default: mainland)').choices(
        Object.keys(TERRITORIES),
      ),
    )
    .option('--json', 'for programs');

/** Where a till works: at the Regions that are named, else at those of the twin. */
export function tillPlace({ store, till, ...words }: PlaceWords, environment: NodeJS.ProcessEnv) {
  const device = `${store}-${till}`;
  const known = environment.PERMANENCE_REGIONS ?? twinVariables(environment).PERMANENCE_REGIONS ?? LOCAL_REGIONS;
  return {
    regions: [...(words.regions ?? parseRegions(known))],
    deviceFile: words.device ?? deviceFileOf(words.regions === undefined ? 'twin' : 'aws', device),
    directory: words.journal ?? `.twin/tills/${device}`,
    territory: words.territory ?? 'mainland',
  };
}
