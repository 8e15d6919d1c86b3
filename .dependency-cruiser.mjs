/** The table of imports in docs/architecture.md as a rule: each room names the rooms it may import from. */
const MAY_IMPORT = {
  domain: ['domain'],
  api: ['api'],
  lambdas: ['lambdas', 'domain', 'api/generated'],
  client: ['client', 'domain', 'api/generated'],
  commands: [
    'commands',
    'client',
    'domain',
    'lambdas',
    'api/generated',
    'twin/runbook/own-twin',
    'twin/time/shifted-clock',
  ],
  lib: [
    'lib',
    'domain',
    'lambdas/[^/]+/environment',
    'lambdas/shared/environment',
    'lambdas/shared/problems',
    'scripts',
  ],
  bin: ['lib', 'bin'],
  twin: ['twin', 'client', 'commands', 'domain', 'lambdas', 'api/generated', 'scripts'],
};

const rooms = Object.keys(MAY_IMPORT).join('|');

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
      name: `${room}-imports`,
      comment: `${room}/ may import only ${allowed.join(', ')}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: `^(${rooms})/`, pathNot: allowed.map((path) => `^${path}`) },
    })),
    {
      name: 'no-dev-dep',
      comment:
        'an operator runs commands/ with production dependencies only, and functions are bundled from them; types are gone by then',
      severity: 'error',
      from: { path: '^(commands|client|domain|lambdas)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-unlisted-dep',
      comment: 'a package that only another package brings along is gone with it',
      severity: 'error',
      from: { path: '^(commands|client|domain|lambdas)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'simulator-on-demand',
      comment:
        'commands/ load the twin only for --own-twin, when it is asked for by name, and its clock only on a twin whose time is another',
      severity: 'error',
      from: { path: '^commands/', pathNot: '^commands/(runbook/own-twin|place/twin-clock)[.]ts$' },
      to: { path: '^twin/' },
    },
    {
      name: 'simulator-never-at-once',
      comment: 'an import that is not dynamic loads the whole simulator for every operator',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '^twin/', dynamic: false },
    },
    {
      name: 'capabilities-apart',
      comment: 'one deployed function never imports from another; the boot check runs the others on a restored table',
      severity: 'error',
      from: { path: '^lambdas/([^/]+)/', pathNot: '^lambdas/(shared|boot-check)/' },
      to: { path: '^lambdas/', pathNot: ['^lambdas/$1/', '^lambdas/shared/'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain/ has no I/O: of Node it takes only crypto',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'step-functions-apart',
      comment: 'the state machine runner knows nothing of the shop, nor of the rest of the twin',
      severity: 'error',
      from: { path: '^twin/step-functions/' },
      to: { path: `^(${rooms})/`, pathNot: '^twin/step-functions/' },
    },
    {
      name: 'no-circles',
      comment: 'modules never import in circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'swc',
  },
};
