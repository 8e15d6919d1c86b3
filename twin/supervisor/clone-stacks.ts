import { readAssets } from '../assembly/manifest.ts';
import type { WorldPlan } from '../assembly/plan.ts';
import { fencedRing } from '../cloudformation/fence.ts';
import { launcher } from '../cloudformation/launch.ts';
import { type CloudFormation, serveCloudFormation } from '../cloudformation/serve-cloudformation.ts';
import type { Link } from '../dynamodb/link.ts';
import type { KeyRing } from '../kms/keys.ts';
import { serveKms } from '../kms/server.ts';
import type { Closers } from './closers.ts';

export interface CloneStacksOptions {
  /** Folder written by `cdk synth`. */
  readonly cdkOut: string;
  readonly environment?: string;
  readonly logDir: string;
}

export interface CloneStacksParts {
  readonly plan: WorldPlan;
  readonly links: ReadonlyMap<string, Link>;
  readonly rings: ReadonlyMap<string, KeyRing>;
}

/** Starts CloudFormation, by which clones get their API. What it runs can open nothing but what is closed by the key of clones. */
export async function startCloneStacks(
  { plan, links, rings }: CloneStacksParts,
  { cdkOut, environment = 'production', logDir }: CloneStacksOptions,
  closers: Closers,
): Promise<CloudFormation> {
  const alias = `alias/permanence-${environment}-clone`;
  const kms = await serveKms(new Map([...rings].map(([region, ring]) => [region, fencedRing(ring, alias)])));
  closers.add(kms.close);
  const cloudFormation = await serveCloudFormation({
    regions: plan.regions.map(({ region }) => region),
    assets: readAssets(cdkOut, environment),
    launch: launcher({ logDir, kmsEndpoint: kms.url, dynamodbEndpoint: (region) => links.get(region)?.url ?? '' }),
  });
  closers.add(cloudFormation.close);
  return cloudFormation;
}
