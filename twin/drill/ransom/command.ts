import { ransom } from './ransom.ts';
import { figuresOf, lawsOf, printReport } from './report.ts';

/** `npm run drill -- ransom`. @returns whether every law held */
export async function drillRansom({
  json,
  seed,
  entries,
}: {
  json: boolean;
  seed: string;
  entries: number;
}): Promise<boolean> {
  const drill = await ransom({ seed, entries, onProgress: (line) => console.log(`· ${line}`) });
  const figures = figuresOf(drill);
  printReport(drill, figures, console.log);
  const isGood = lawsOf(figures).every(({ holds }) => holds);
  if (json) console.log(JSON.stringify({ ...figures, verdict: isGood ? 'good' : 'bad' }));
  return isGood;
}
