import { type Environment, Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CITY, type ServingRegion } from './names.ts';
import type { Settings } from './settings.ts';
import { BackupStack } from './stacks/backup-stack.ts';
import { KeysStack } from './stacks/keys-stack.ts';
import { RunbooksStack } from './stacks/runbooks-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { TablesStack } from './stacks/tables-stack.ts';
import { ENVIRONMENT_TAG } from './table-settings.ts';

const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** An environment: keys in every Region, then the tables with their replicas, then in every Region the service, and its backups. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, settings: Settings, bundles: string) {
    super(scope, settings.environment);
    const keys = settings.regions.map((region) => this.#keys(region, settings));
    const tables = this.#tables(settings, keys);
    settings.regions.forEach((region, index) => {
      const own = keys[index];
      if (!own) return;
      const service = this.#service(region, settings, bundles, own);
      service.addStackDependency(tables);
      // The vaults report to the topic of the service.
      this.#backup(region, settings).addStackDependency(service);
      this.#runbooks(region, settings, bundles, own).addStackDependency(service);
    });
    Tags.of(this).add(ENVIRONMENT_TAG, settings.environment);
  }

  #env(region: string, { account }: Settings): Environment {
    return account === undefined ? { region } : { region, account };
  }

  #props(kind: string, region: ServingRegion, settings: Settings) {
    const stackName = `permanence-${settings.environment}-${kind}-${CITY[region]}`;
    return { stackName, settings, env: this.#env(region, settings), terminationProtection: !settings.destroyable };
  }

  #keys(region: ServingRegion, settings: Settings): KeysStack {
    return new KeysStack(this, `Keys${title(CITY[region])}`, this.#props('keys', region, settings));
  }

  #tables(settings: Settings, keys: readonly KeysStack[]): TablesStack {
    const [region] = settings.regions;
    if (!region) throw new Error(`settings of ${settings.environment}: there is no Region`);
    const tables = new TablesStack(this, 'Tables', this.#props('tables', region, settings));
    for (const one of keys) tables.addStackDependency(one);
    return tables;
  }

  #backup(region: ServingRegion, settings: Settings): BackupStack {
    return new BackupStack(this, `Backup${title(CITY[region])}`, {
      ...this.#props('backup', region, settings),
      region,
    });
  }

  #runbooks(region: ServingRegion, settings: Settings, bundles: string, keys: KeysStack): RunbooksStack {
    const props = this.#props('runbooks', region, settings);
    return new RunbooksStack(this, `Runbooks${title(CITY[region])}`, { ...props, region, keys, bundles });
  }

  #service(region: ServingRegion, settings: Settings, bundles: string, keys: KeysStack): ServiceStack {
    const city = CITY[region];
    return new ServiceStack(this, `Service${title(city)}`, {
      ...this.#props('service', region, settings),
      city,
      keys,
      bundles,
    });
  }
}
