import { parse } from 'mrz';
import { parsePassport } from '../../domain/passport/parse.ts';
import { median, rounded } from '../statistics.ts';

export interface PassportFigure {
  ours_us: number;
  mrz_us: number;
  /** The package's time by ours: above 1, ours is quicker. */
  ratio: number;
  /** Whether each reads ICAO's own specimen. */
  specimen_ours: boolean;
  specimen_mrz: boolean;
}

const LINES = ['P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<', '1234567897GBR8502038F3002038<<<<<<<<<<<<<<08'];
const SPECIMEN = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TODAY = '2026-11-24';
const ROUNDS = 15;

/** The passport that every figure is measured with, as a scanner sends it. */
export const MRZ = LINES.join('\n');

/** Mean processor time of a call in microseconds: not wall time, so that what else runs on the machine does not count. */
function microseconds(calls: number, call: () => boolean): number {
  const start = process.cpuUsage();
  let right = 0;
  for (let i = 0; i < calls; i++) if (call()) right++;
  const { user, system } = process.cpuUsage(start);
  if (right !== calls) throw new Error('a parser refused the document it was measured with');
  return (user + system) / calls;
}

const measureRound = () => ({
  ours: microseconds(40_000, () => parsePassport(MRZ, TODAY).readable),
  mrz: microseconds(4_000, () => parse(LINES).valid),
});

/** Cost of reading a passport, ours beside the `mrz` package, in rounds that take turns. */
export function measurePassport(): PassportFigure {
  // The first round warms the compiler up.
  measureRound();
  const rounds = Array.from({ length: ROUNDS }, measureRound);
  const ours = median(rounds.map((round) => round.ours));
  const mrz = median(rounds.map((round) => round.mrz));
  return {
    ours_us: rounded(ours),
    mrz_us: rounded(mrz),
    ratio: rounded(mrz / ours),
    specimen_ours: parsePassport(SPECIMEN.join('\n'), TODAY).readable,
    specimen_mrz: parse(SPECIMEN).valid,
  };
}
