import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOME = `${ROOT}node_modules/.assemblies`;

/** Everything that the templates and the bundles in them are made from. */
const SOURCES = [
  'api/*.yaml',
  '{bin,lib,lambdas,domain,scripts}/**/*.ts',
  'statemachines/*.json',
  'settings/*',
  'cdk.json',
  'package-lock.json',
];

function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(file).update(readFileSync(ROOT + file));
  return hash.digest('hex').slice(0, 16);
}

function synthesiseInto(folder: string): void {
  const { app } = JSON.parse(readFileSync(`${ROOT}cdk.json`, 'utf8')) as { app: string };
  const environment = { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' };
  const { status, stdout, stderr } = spawnSync(app, { shell: true, cwd: ROOT, env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the templates cannot be synthesised:\n${stdout}${stderr}`);
}

/**
 * The cloud assembly that a deployment would use, made anew when something it is made from has changed. Processes that ask at once may
 * each make it; whichever is ready first is taken by all.
 *
 * @returns its folder
 * @throws Error with what the synthesis printed
 */
export function synthesised(onProgress: (line: string) => void): string {
  const folder = `${HOME}-${digestOfSources()}`;
  if (existsSync(folder)) return folder;
  onProgress('synthesising the templates');
  const making = mkdtempSync(`${HOME}-making-`);
  try {
    synthesiseInto(making);
    if (!existsSync(folder)) renameSync(making, folder);
    return folder;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
