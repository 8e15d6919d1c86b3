import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ACCOUNT } from '../assembly/identity.ts';
import type { KeyPlan } from '../assembly/plan.ts';

/** A symmetric key of one Region. */
export interface Key {
  readonly keyId: string;
  readonly arn: string;
  readonly material: Buffer;
}

/** Finds a key by id, ARN, alias or alias ARN; `undefined` when there is none. */
export type KeyRing = (name: string) => Key | undefined;

const KEY_BYTES = 32;

/**
 * The keys of a Region.
 * @param file where their material is kept (readable by its owner only); in memory without it, made anew at each start.
 */
export function keyRing(region: string, plans: readonly KeyPlan[], file?: string): KeyRing {
  const materials = loadMaterials(plans, file);
  const prefix = `arn:aws:kms:${region}:${ACCOUNT}:`;
  const keys = new Map<string, Key>();
  for (const { keyId, aliases } of plans) {
    const key = { keyId, arn: `${prefix}key/${keyId}`, material: Buffer.from(materials[keyId] ?? '', 'base64') };
    for (const name of [keyId, key.arn, ...aliases, ...aliases.map((alias) => prefix + alias)]) keys.set(name, key);
  }
  return (name) => keys.get(name);
}

function loadMaterials(plans: readonly KeyPlan[], file: string | undefined): Record<string, string> {
  const kept: Record<string, string> = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const { keyId } of plans) kept[keyId] ??= randomBytes(KEY_BYTES).toString('base64');
  if (file) writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return kept;
}
