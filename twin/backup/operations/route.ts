import { ACCOUNT_SETTINGS } from './account.ts';
import { BACKUP_JOBS } from './backup-jobs.ts';
import type { Operation } from './call.ts';
import { COPY_JOBS } from './copy-jobs.ts';
import { POINTS } from './points.ts';
import { RESTORE_JOBS } from './restore-jobs.ts';
import { VAULT_RULES } from './vault-rules.ts';
import { VAULTS } from './vaults.ts';

interface Route {
  readonly method: string;
  readonly parts: readonly string[];
  readonly operation: Operation;
}

const ALL = {
  ...VAULTS,
  ...VAULT_RULES,
  ...POINTS,
  ...BACKUP_JOBS,
  ...COPY_JOBS,
  ...RESTORE_JOBS,
  ...ACCOUNT_SETTINGS,
};

const ROUTES: readonly Route[] = Object.entries(ALL).map(([route, operation]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, parts: partsOf(path), operation };
});

/** The operation of a method and a path, with the path's variable parts; `undefined` when the twin has none. */
export function routeOf(
  method: string,
  path: string,
): { operation: Operation; path: Readonly<Record<string, string>> } | undefined {
  const parts = partsOf(path);
  for (const route of ROUTES) {
    if (route.method !== method || route.parts.length !== parts.length) continue;
    if (!route.parts.every((part, at) => isVariable(part) || part === parts[at])) continue;
    const variables = route.parts.flatMap((part, at) =>
      isVariable(part) ? [[part.slice(1, -1), decoded(parts[at])]] : [],
    );
    return { operation: route.operation, path: Object.fromEntries(variables) };
  }
  return undefined;
}

/** ARNs are encoded, so a slash within one does not count. A slash at the end, which some clients send, does not either. */
function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

const isVariable = (part: string): boolean => part.startsWith('{');
const decoded = (part: string | undefined): string => decodeURIComponent(part ?? '');
