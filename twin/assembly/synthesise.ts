import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = `${ROOT}cdk.out`;
const MARK = `${OUT}/.sources`;

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
  return hash.digest('hex');
}

/**
 * The cloud assembly that a deployment would use, synthesised anew when something it is made from has changed.
 *
 * @returns its folder
 * @throws Error with what the synthesis printed
 */
export function synthesised(onProgress: (line: string) => void): string {
  const digest = digestOfSources();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === digest) return OUT;
  onProgress('synthesising the templates');
  const { app } = JSON.parse(readFileSync(`${ROOT}cdk.json`, 'utf8')) as { app: string };
  const context = JSON.stringify((JSON.parse(readFileSync(`${ROOT}cdk.json`, 'utf8')) as { context: object }).context);
  const environment = { ...process.env, CDK_OUTDIR: OUT, CDK_CONTEXT_JSON: context, CDK_VALIDATION: 'false' };
  const { status, stdout, stderr } = spawnSync(app, { shell: true, cwd: ROOT, env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the templates cannot be synthesised:\n${stdout}${stderr}`);
  writeFileSync(MARK, digest);
  return OUT;
}
