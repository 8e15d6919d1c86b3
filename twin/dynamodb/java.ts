import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const OLDEST_MAJOR = 17;
const HELP = `Java ${OLDEST_MAJOR} or newer is needed: type "sudo apt-get install openjdk-17-jre-headless" (macOS: "brew install openjdk@17")`;

/**
 * The `java` to start DynamoDB Local with: the one of `JAVA_HOME` when that is set, else the one on the path.
 * @throws with one line that says what to type when there is none or it is too old.
 */
export function findJava(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const java = environment.JAVA_HOME ? join(environment.JAVA_HOME, 'bin', 'java') : 'java';
  const { stderr, status } = spawnSync(java, ['-version'], { encoding: 'utf8', env: { ...environment } });
  const major = Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
  if (status !== 0 || major < OLDEST_MAJOR) throw new Error(HELP);
  return java;
}
