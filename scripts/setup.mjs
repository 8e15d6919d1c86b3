// Makes a fresh clone ready: packages, generated code. Plain JavaScript for the machine's own Node, before anything is installed.
// What every command needs is done here once and skipped when nothing changed. With --java, Java is asked for too: what starts a twin needs it.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const marks = `${root}node_modules/.setup/`;
const node = `${root}node_modules/.bin/node`;

function stop(message) {
  console.error(message);
  process.exit(1);
}

/** Runs a step when the files it depends on have changed since it last ran. */
function once(name, files, run) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(root + file));
  const digest = hash.digest('hex');
  if (existsSync(marks + name) && readFileSync(marks + name, 'utf8') === digest) return;
  run();
  mkdirSync(marks, { recursive: true });
  writeFileSync(marks + name, digest);
}

const run = (command, ...words) => execFileSync(command, words, { cwd: root, stdio: 'inherit' });

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(`Node ${process.versions.node} is too old: install Node 20.19 or newer from nodejs.org.`);
if (process.argv.includes('--java') && spawnSync('java', ['-version']).status !== 0)
  stop(
    'Java is missing (DynamoDB Local runs on it): apt-get install openjdk-17-jre-headless, or brew install openjdk.',
  );

once('packages', ['package-lock.json'], () => {
  console.log('Installing packages (once) …');
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  // Of all packages only this one needs its script: it fetches, as a package, the Node that the Lambda runtime has.
  run('npm', 'rebuild', 'node', '--loglevel=error');
});
once('generated', ['api/openapi.yaml', 'scripts/generate.ts'], () => run(node, 'scripts/generate.ts'));
