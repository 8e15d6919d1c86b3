import { type FailbackOptions, failback } from './failback.ts';
import { figuresOf, printReport } from './report.ts';

/** The failback drill. @returns whether all laws held */
export async function drillFailback({ json, ...options }: FailbackOptions & { json: boolean }): Promise<boolean> {
  const figures = figuresOf(await failback(options));
  printReport(figures, console.log);
  if (json) console.log(JSON.stringify(figures));
  return figures.verdict === 'good';
}
