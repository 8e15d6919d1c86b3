import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { EnvironmentOf } from '../capabilities.ts';
import { type CloneCapability, cloneRoleArn } from '../clone-access.ts';
import type { Naming } from '../names.ts';
import { acknowledge } from '../rules/acknowledge.ts';
import type { Settings } from '../settings.ts';
import { storesEnvironment } from '../stores-environment.ts';
import { Capability } from './capability.ts';
import { StoreApi } from './store-api.ts';

/** A name that no resolver ever answers for (RFC 6761): whatever a clone sends outside goes nowhere. */
const NOWHERE = 'https://nowhere.invalid';

/** A clone is looked at by a few people, and must not take from the account's share of requests. */
const FEW = { requestsPerSecond: 20, burst: 40 };

export interface CloneServiceProps {
  readonly settings: Settings;
  readonly bundles: string;
  readonly naming: Naming;
  /** Names of the clone's tables. */
  readonly tables: Readonly<Record<'ledger' | 'devices' | 'taxFree' | 'operations', string>>;
}

/** The same functions and the same contract as the original, on the tables of a clone, with nobody to talk to. */
export class CloneService extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: CloneServiceProps) {
    super(scope, id);
    const { ledger: LEDGER_TABLE, devices: DEVICES_TABLE, taxFree: TAX_FREE_TABLE } = props.tables;
    const OPERATIONS_TABLE = props.tables.operations;
    const { operator: OPERATOR } = props.settings.taxFree;
    const authorizer = this.#capability('Authorizer', 'authorizer', { DEVICES_TABLE }, props);
    const serving = [
      this.#capability(
        'Checkout',
        'checkout',
        { LEDGER_TABLE, DEVICES_TABLE, ...storesEnvironment(props.settings) },
        props,
      ),
      this.#capability('Health', 'health', { LEDGER_TABLE, OPERATIONS_TABLE, REGIONS: Stack.of(this).region }, props),
      this.#capability('Receipts', 'receipts', { LEDGER_TABLE }, props),
      this.#capability(
        'Forms',
        'tax-free',
        { LEDGER_TABLE, DEVICES_TABLE, TAX_FREE_TABLE, OPERATOR, CUSTOMS_URL: NOWHERE, ACQUIRER_URL: NOWHERE },
        props,
      ),
    ];
    const settings = { ...props.settings, destroyable: true, throttle: FEW, webhookThrottle: FEW };
    const api = new StoreApi(this, 'Api', { settings, authorizer, serving, naming: props.naming });
    this.url = api.url;
    acknowledge(api, 'AwsSolutions-APIG3', 'A clone lives for days, holds no person and lets few requests through.');
  }

  #capability<Name extends CloneCapability>(
    id: string,
    name: Name,
    environment: EnvironmentOf<Name>,
    { settings, bundles, naming }: CloneServiceProps,
  ): Capability<Name> {
    const { region } = Stack.of(this);
    const role = Role.fromRoleArn(this, `${id}Role`, cloneRoleArn(settings.environment, region, name), {
      mutable: false,
    });
    const removable = { ...settings, destroyable: true };
    return new Capability(this, id, { name, settings: removable, bundles, environment, naming, role });
  }
}
