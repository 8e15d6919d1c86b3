/** Cost of reading a passport, ours beside the `mrz` package in the same run. The last line is JSON. */
import { parse } from 'mrz';
import { parsePassport } from '../domain/passport/parse.ts';

const LINES = ['P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<', '1234567897GBR8502038F3002038<<<<<<<<<<<<<<08'];
const SPECIMEN = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TODAY = '2026-11-24';
const ROUNDS = 15;

/** Median over rounds of the mean time of a call, in microseconds. */
function microseconds(calls: number, call: () => boolean): number {
  const times: number[] = [];
  let right = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) if (call()) right++;
    if (round > 0) times.push(Number(process.hrtime.bigint() - start) / calls / 1000);
  }
  if (right !== calls * (ROUNDS + 1)) throw new Error('a parser refused the document it was measured with');
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

const text = LINES.join('\n');
const ours_us = microseconds(20_000, () => parsePassport(text, TODAY).readable);
const mrz_us = microseconds(1_000, () => parse(LINES).valid);
const rounded = (value: number): number => Math.round(value * 100) / 100;

console.log(
  JSON.stringify({
    bench: 'passport',
    ours_us: rounded(ours_us),
    mrz_us: rounded(mrz_us),
    ratio: rounded(mrz_us / ours_us),
    specimen_ours: parsePassport(SPECIMEN.join('\n'), TODAY).readable,
    specimen_mrz: parse(SPECIMEN).valid,
  }),
);
