import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { Capability } from '../constructs/capability.ts';
import { DeepHealth } from '../constructs/deep-health.ts';
import { EveryMinute } from '../constructs/every-minute.ts';
import { PublicName, regionalName } from '../constructs/public-name.ts';
import { RegionDashboard } from '../constructs/region-dashboard.ts';
import { ServiceAlarms } from '../constructs/service-alarms.ts';
import { StoreApi } from '../constructs/store-api.ts';
import { TaxFree } from '../constructs/tax-free.ts';
import { TroubleMetrics } from '../constructs/trouble-metrics.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import { CITY, type City, tableName } from '../names.ts';
import type { Settings } from '../settings.ts';
import { storesEnvironment } from '../stores-environment.ts';
import { CHAIN_SIGNING, type KeysStack, opens } from './keys-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly settings: Settings;
  readonly city: City;
  readonly keys: KeysStack;
  readonly bundles: string;
}

/** Everything of a Region that serves. Both Regions have the same one and neither needs the other. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { settings, city, keys, bundles } = props;
    const { environment, domain } = settings;
    const LEDGER_TABLE = tableName(environment, 'ledger');
    const DEVICES_TABLE = tableName(environment, 'devices');
    const common = { settings, bundles };

    const checkout = new Capability(this, 'Checkout', {
      ...common,
      name: 'checkout',
      environment: { LEDGER_TABLE, DEVICES_TABLE, ...storesEnvironment(settings) },
    });
    const receipts = new Capability(this, 'Receipts', { ...common, name: 'receipts', environment: { LEDGER_TABLE } });
    const health = new Capability(this, 'Health', {
      ...common,
      name: 'health',
      environment: {
        LEDGER_TABLE,
        OPERATIONS_TABLE: tableName(environment, 'operations'),
        REGIONS: settings.regions.join(),
      },
    });
    const authorizer = new Capability(this, 'Authorizer', {
      ...common,
      name: 'authorizer',
      environment: { DEVICES_TABLE },
    });
    checkout.role.addToPrincipalPolicy(opens(keys.signing, CHAIN_SIGNING));
    const taxFree = new TaxFree(this, 'TaxFree', { ...common, keys });

    const serving = [checkout, receipts, health, ...taxFree.serving];
    const api = new StoreApi(this, 'Api', { settings, authorizer, serving });
    const webAcl = new WebAcl(this, 'WebAcl', { settings, api });
    const url = domain === undefined ? api.url : `https://${regionalName(domain, city)}`;
    const other = settings.regions.map((region) => CITY[region]).find((one) => one !== city);
    if (domain !== undefined) new PublicName(this, 'Name', { environment, domain, city, other, api });

    const { topic } = new AlarmTopic(this, 'AlarmTopic', { settings, key: keys.data });
    const deepHealth = new DeepHealth(this, 'DeepHealth', { environment, url });
    const { sweeper } = taxFree;
    new EveryMinute(this, 'FormSweep', {
      name: `permanence-${environment}-form-sweep`,
      // In each Region: leases keep the two apart.
      description: 'Takes up the forms that have something due',
      calls: sweeper,
    });
    const troubles = new TroubleMetrics(this, 'Troubles', { environment, taxFree });
    const watched = { authorizer, serving, sweeper, troubles, deepHealth, webAcl };
    const { alarms } = new ServiceAlarms(this, 'Alarms', { settings, topic, ...watched });
    const capabilities = [...serving, authorizer, sweeper];
    new RegionDashboard(this, 'Dashboard', { environment, city, capabilities, alarms });
    new CfnOutput(this, 'Url', { value: url, description: 'Where store clients send requests for this Region' });
  }
}
