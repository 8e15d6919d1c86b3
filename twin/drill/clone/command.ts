import { drillClones } from './clone.ts';
import { figuresOf, printReport } from './report.ts';

/** What is typed behind `npm run drill -- clone`. */
export interface CloneWords {
  json: boolean;
  seed: string;
  entries: number;
  forms: number;
}

/** The drill of clones. @returns whether every law held */
export async function drillClone({ json, ...options }: CloneWords): Promise<boolean> {
  const drill = await drillClones({ ...options, onProgress: (line) => console.log(`· ${line}`) });
  const figures = figuresOf(drill);
  printReport(drill, figures, console.log);
  if (json) console.log(JSON.stringify(figures));
  return figures.verdict === 'good';
}
