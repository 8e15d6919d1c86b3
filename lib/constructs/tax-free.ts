import { Construct } from 'constructs';
import type { CapabilityName, EnvironmentOf } from '../capabilities.ts';
import { tableName } from '../names.ts';
import type { Settings } from '../settings.ts';
import { type KeysStack, opens, SECRET } from '../stacks/keys-stack.ts';
import { Capability } from './capability.ts';

type FormWorker = 'tax-free' | 'customs-messages' | 'acquirer-notifications' | 'form-sweeper';

export interface TaxFreeProps {
  readonly settings: Settings;
  readonly bundles: string;
  readonly keys: KeysStack;
}

/** The functions that carry a form on: for kiosks, for what customs and the acquirer say, and when nobody calls. */
export class TaxFree extends Construct {
  readonly forms: Capability<'tax-free'>;
  readonly customsMessages: Capability<'customs-messages'>;
  readonly acquirerNotifications: Capability<'acquirer-notifications'>;
  readonly sweeper: Capability<'form-sweeper'>;

  constructor(scope: Construct, id: string, props: TaxFreeProps) {
    super(scope, id);
    this.forms = this.#worker('Forms', 'tax-free', props);
    this.customsMessages = this.#worker('CustomsMessages', 'customs-messages', props);
    this.acquirerNotifications = this.#worker('AcquirerNotifications', 'acquirer-notifications', props);
    this.sweeper = this.#worker('Sweeper', 'form-sweeper', props);
  }

  /** Those that requests reach through the gateway. */
  get serving() {
    return [this.forms, this.customsMessages, this.acquirerNotifications];
  }

  #worker<Name extends FormWorker & CapabilityName>(id: string, name: Name, props: TaxFreeProps): Capability<Name> {
    const { settings, bundles, keys } = props;
    const worker = new Capability(this, id, { name, settings, bundles, environment: this.#environment(settings) });
    worker.role.addToPrincipalPolicy(opens(keys.secrets, SECRET));
    return worker;
  }

  #environment({ environment, taxFree }: Settings): EnvironmentOf<FormWorker> {
    return {
      LEDGER_TABLE: tableName(environment, 'ledger'),
      DEVICES_TABLE: tableName(environment, 'devices'),
      TAX_FREE_TABLE: tableName(environment, 'tax-free'),
      CUSTOMS_URL: taxFree.customsUrl,
      ACQUIRER_URL: taxFree.acquirer,
      OPERATOR: taxFree.operator,
    };
  }
}
