import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { atPace } from '../../../lambdas/shared/deadline.ts';
import type { Air } from './air.ts';
import { wayOf } from './fate.ts';
import { createProcess, type Process } from './process.ts';

/** A function as one process runs it, with what its sandbox remembers from calls before. */
export type Handler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
export type Sandbox = (process: Process) => Handler;

/** One Region: takes calls while it stands, and loses them and its memory when it falls. */
export interface Region {
  readonly name: string;
  /** @returns the answer; undefined when the connection is refused or breaks. It may also never come. */
  call(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult | undefined>;
  /** Runs work that no client asked for. @returns whether it was done; it never returns when its process dies */
  work(job: (process: Process) => Promise<unknown>): Promise<boolean>;
}

/** For how long a Region is lost or cut off, and from when on. */
const TROUBLE_MS = { from: 1_500, lasts: 6_000 };

/** How often a schedule loses a Region, and how often it cuts one off from the database. */
const CHANCE = { lost: 0.2, cutOff: 0.15, callLate: 0.1, answerLost: 0.1 };

/** @param startSandbox a cold start */
export function createRegion(name: string, air: Air, startSandbox: () => Sandbox): Region {
  const { time, dice, weather } = air;
  const pace = { clock: time, random: () => dice.next() };
  let processes = new Set<Process>();
  let sandbox: Sandbox | undefined = startSandbox();
  let cutOff = false;

  function trouble(chance: number, begin: () => void, end: () => void): void {
    if (!weather.strikes(chance)) return;
    const from_ms = dice.below(TROUBLE_MS.from);
    time.after(from_ms, begin);
    time.after(from_ms + dice.below(TROUBLE_MS.lasts), end);
  }

  function fall(): void {
    for (const process of processes) process.kill();
    processes = new Set();
    sandbox = undefined;
  }

  trouble(CHANCE.lost, fall, () => {
    sandbox = startSandbox();
  });
  trouble(
    CHANCE.cutOff,
    () => {
      cutOff = true;
    },
    () => {
      cutOff = false;
    },
  );

  async function run<T>(job: (process: Process) => Promise<T>): Promise<T> {
    const process = createProcess(air, () => cutOff);
    processes.add(process);
    const done = await atPace(pace, () => job(process));
    processes.delete(process);
    return done;
  }

  return {
    name,
    async call(event) {
      await time.sleep(weather.strikes(CHANCE.callLate) ? dice.below(TROUBLE_MS.lasts) : wayOf(dice));
      const started = sandbox;
      if (started === undefined) return undefined;
      const answer = await run((process) => started(process)(event));
      await time.sleep(wayOf(dice));
      return weather.strikes(CHANCE.answerLost) ? undefined : answer;
    },
    async work(job) {
      if (sandbox === undefined) return false;
      return run(job).then(
        () => true,
        () => false,
      );
    },
  };
}
