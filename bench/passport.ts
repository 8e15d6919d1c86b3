/** Cost of reading a passport, ours beside the `mrz` package in the same run. The last line is JSON. */
import { parse } from 'mrz';
import { parsePassport } from '../domain/passport/parse.ts';
import { median, rounded } from './statistics.ts';

const LINES = ['P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<', '1234567897GBR8502038F3002038<<<<<<<<<<<<<<08'];
const SPECIMEN = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TODAY = '2026-11-24';
const ROUNDS = 15;

/** Mean processor time of a call in microseconds: not wall time, so that what else runs on the machine does not count. */
function microseconds(calls: number, call: () => boolean): number {
  const start = process.cpuUsage();
  let right = 0;
  for (let i = 0; i < calls; i++) if (call()) right++;
  const { user, system } = process.cpuUsage(start);
  if (right !== calls) throw new Error('a parser refused the document it was measured with');
  return (user + system) / calls;
}

const text = LINES.join('\n');
const ours: number[] = [];
const mrz: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const [one, other] = [
    microseconds(40_000, () => parsePassport(text, TODAY).readable),
    microseconds(4_000, () => parse(LINES).valid),
  ];
  // The first round warms the compiler up.
  if (round === 0) continue;
  ours.push(one);
  mrz.push(other);
}
console.log(
  JSON.stringify({
    bench: 'passport',
    ours_us: rounded(median(ours)),
    mrz_us: rounded(median(mrz)),
    ratio: rounded(median(mrz) / median(ours)),
    specimen_ours: parsePassport(SPECIMEN.join('\n'), TODAY).readable,
    specimen_mrz: parse(SPECIMEN).valid,
  }),
);
