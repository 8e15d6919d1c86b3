import { pageOf } from '../answers/page.ts';
import type { Point } from '../records.ts';
import { type Call, type Operations, textsIn } from './call.ts';

const flagsIn = (call: Call, name: string): Record<string, boolean> =>
  Object.fromEntries(Object.entries(textsIn(call, name)).map(([type, on]) => [type, Boolean(on)]));

function protectedResources({ place: { store }, query }: Call): object {
  const latest = new Map<string, Point>();
  for (const point of store.points.all()) {
    const known = latest.get(point.ResourceArn);
    if (!known || known.CreationDate < point.CreationDate) latest.set(point.ResourceArn, point);
  }
  const { entries, NextToken } = pageOf([...latest.values()], ({ ResourceArn }) => ResourceArn, query);
  const Results = entries.map(({ ResourceArn, ResourceName, CreationDate, BackupVaultArn, RecoveryPointArn }) => ({
    ResourceArn,
    ResourceName,
    ResourceType: 'DynamoDB',
    LastBackupTime: CreationDate,
    LastBackupVaultArn: BackupVaultArn,
    LastRecoveryPointArn: RecoveryPointArn,
  }));
  return { Results, NextToken };
}

/** What the account has switched on in a Region, and what is protected there. */
export const ACCOUNT_SETTINGS: Operations = {
  'GET /account-settings': ({ place: { store } }) => ({
    ResourceTypeOptInPreference: store.settings.optedIn,
    ResourceTypeManagementPreference: store.settings.managed,
  }),
  'PUT /account-settings': (call) => {
    const { store } = call.place;
    const { optedIn, managed } = store.settings;
    store.settings = {
      optedIn: { ...optedIn, ...flagsIn(call, 'ResourceTypeOptInPreference') },
      managed: { ...managed, ...flagsIn(call, 'ResourceTypeManagementPreference') },
    };
    return undefined;
  },
  'GET /resources': protectedResources,
};
