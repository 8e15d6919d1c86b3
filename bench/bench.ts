/** `npm run bench -- <name> [--json] [...]`: runs one benchmark; its module runs when it is imported. */
const BENCHES: Record<string, () => Promise<unknown>> = {
  checkout: () => import('./checkout.ts'),
  passport: () => import('./passport.ts'),
  'tax-free': () => import('./tax-free.ts'),
  'boot-check': () => import('./boot-check.ts'),
};

const [name = ''] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`Say which benchmark to run: npm run bench -- ${Object.keys(BENCHES).join('|')}`);
  process.exit(2);
}
await bench();
