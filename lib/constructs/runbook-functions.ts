import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { promisedBackups } from '../backup-rules.ts';
import type { EnvironmentOf, RunbookFunctionName } from '../capabilities.ts';
import { keyAlias, restoredPrefix, type ServingRegion, tableName, vaultName } from '../names.ts';
import { give } from '../policies/give.ts';
import { regionUrls } from '../region-urls.ts';
import { runbookRights } from '../runbook-access.ts';
import type { Settings } from '../settings.ts';
import { CHAIN_SIGNING, type KeysStack, opens, SECRET, seals } from '../stacks/keys-stack.ts';
import { tableSettings } from '../table-settings.ts';
import { Capability } from './capability.ts';

export interface RunbookFunctionsProps {
  readonly settings: Settings;
  readonly region: ServingRegion;
  readonly bundles: string;
  readonly keys: KeysStack;
}

/** The functions that runbooks call. No request reaches them, and of those that serve they write into `operations`, and the repair into the ledger. */
export class RunbookFunctions extends Construct {
  readonly bootCheck: Capability<'boot-check'>;
  readonly clone: Capability<'clone'>;
  readonly evacuation: Capability<'evacuation'>;
  readonly morning: Capability<'morning'>;
  readonly repair: Capability<'repair'>;
  readonly runs: Capability<'runs'>;
  readonly syntheticStore: Capability<'synthetic-store'>;

  constructor(scope: Construct, id: string, props: RunbookFunctionsProps) {
    super(scope, id);
    const { settings, region } = props;
    this.bootCheck = this.#function('BootCheck', 'boot-check', bootCheckEnvironment(settings), props);
    this.clone = this.#function('Clone', 'clone', cloneEnvironment(settings), props);
    this.evacuation = this.#function('Evacuation', 'evacuation', evacuationEnvironment(settings, region), props);
    this.morning = this.#function('Morning', 'morning', morningEnvironment(settings, region), props);
    this.repair = this.#function('Repair', 'repair', repairEnvironment(settings), props);
    this.runs = this.#function('Runs', 'runs', { OPERATIONS_TABLE: tables(settings).OPERATIONS_TABLE }, props);
    const synthetic = { DEVICES_TABLE: tables(settings).DEVICES_TABLE, ...regionUrls(settings, region) };
    this.syntheticStore = this.#function('SyntheticStore', 'synthetic-store', synthetic, props);
    this.#keys(props.keys);
  }

  get all() {
    const { bootCheck, clone, evacuation, morning, repair, runs, syntheticStore } = this;
    return [bootCheck, clone, evacuation, morning, repair, runs, syntheticStore];
  }

  #function<Name extends RunbookFunctionName>(
    id: string,
    name: Name,
    environment: EnvironmentOf<Name>,
    { settings, bundles }: RunbookFunctionsProps,
  ): Capability<Name> {
    const made = new Capability(this, id, { name, settings, bundles, environment });
    give(made.role, runbookRights(name, settings.environment, Stack.of(this).region));
    return made;
  }

  /** The boot check runs the real handlers, on restored tables and on clones; a clone is sealed anew under a key of its own. */
  #keys({ signing, secrets, clone }: KeysStack): void {
    for (const right of [opens(signing, CHAIN_SIGNING), opens(secrets, SECRET), opens(clone, CHAIN_SIGNING, SECRET)])
      this.bootCheck.role.addToPrincipalPolicy(right);
    for (const right of [opens(secrets, SECRET), opens(clone, CHAIN_SIGNING, SECRET), seals(clone)])
      this.clone.role.addToPrincipalPolicy(right);
    this.syntheticStore.role.addToPrincipalPolicy(opens(secrets, SECRET));
  }
}

function tables({ environment }: Settings) {
  return {
    LEDGER_TABLE: tableName(environment, 'ledger'),
    DEVICES_TABLE: tableName(environment, 'devices'),
    TAX_FREE_TABLE: tableName(environment, 'tax-free'),
    OPERATIONS_TABLE: tableName(environment, 'operations'),
  };
}

function vaults({ environment }: Settings) {
  return { BACKUP_VAULT: vaultName(environment, 'backup'), TAPE_VAULT: vaultName(environment, 'tape') };
}

function bootCheckEnvironment(settings: Settings): EnvironmentOf<'boot-check'> {
  return {
    ...tables(settings),
    OPERATOR: settings.taxFree.operator,
    RESTORED_PREFIX: restoredPrefix(settings.environment),
  };
}

function cloneEnvironment(settings: Settings): EnvironmentOf<'clone'> {
  return { ...tables(settings), ...vaults(settings), CLONE_KEY_ALIAS: keyAlias(settings.environment, 'clone') };
}

function repairEnvironment(settings: Settings): EnvironmentOf<'repair'> {
  const { TAX_FREE_TABLE: _, ...own } = tables(settings);
  return { ...own, ...vaults(settings), RESTORED_PREFIX: restoredPrefix(settings.environment) };
}

function evacuationEnvironment(settings: Settings, region: ServingRegion): EnvironmentOf<'evacuation'> {
  const { LEDGER_TABLE, TAX_FREE_TABLE, OPERATIONS_TABLE } = tables(settings);
  const { concurrency, peakHours } = settings.failover;
  return {
    LEDGER_TABLE,
    TAX_FREE_TABLE,
    OPERATIONS_TABLE,
    ...regionUrls(settings, region),
    RULES: JSON.stringify({ concurrency, peakHours }),
  };
}

function morningEnvironment(settings: Settings, region: ServingRegion): EnvironmentOf<'morning'> {
  return {
    PREFIX: `permanence-${settings.environment}`,
    ...tables(settings),
    ...vaults(settings),
    BACKUP_RULES: JSON.stringify(promisedBackups(settings.backup)),
    TABLE_SETTINGS: JSON.stringify(tableSettings(settings, region)),
  };
}
