/** Figures of checkout beside a baseline, measured in one run. The last line is JSON with `--json`. */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { judge } from './checkout/goals.ts';
import { reportOf } from './checkout/report.ts';
import { run } from './checkout/run.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    /** Also a chain of a million entries, which takes minutes to fill. */
    full: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Only these measurements, by name. */
    only: { type: 'string', multiple: true, default: [] },
  },
});

const seed = Number(values.seed);
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', memory_gb: Math.round(totalmem() / 2 ** 30) };
const started = new Date();
const figures = await run({ seed, only: values.only, flags: values.full ? ['--full'] : [] });
const goals = judge(figures);
const took_s = Math.round((Date.now() - started.getTime()) / 1000);

console.log(`Checkout, seed ${seed}, ${machine.cpus} cores (${machine.model}), ${machine.memory_gb} GB, ${took_s} s`);
console.log(reportOf(figures, goals));
if (values.json)
  console.log(
    JSON.stringify({
      bench: 'checkout',
      seed,
      at: started.toISOString(),
      took_s,
      machine,
      node: process.version,
      ...figures,
      goals,
    }),
  );
