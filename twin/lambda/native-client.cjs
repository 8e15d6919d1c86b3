'use strict';
/**
 * Stands in for the native Runtime API client of `aws-lambda-ric`, whose install scripts this project denies.
 * Loaded with `--require` before the runtime; plain CommonJS because every cold start pays for what is loaded here.
 */
const { Agent, request } = require('node:http');
const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const [hostname, port] = String(process.env.AWS_LAMBDA_RUNTIME_API).split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const INVOCATION = '/2018-06-01/runtime/invocation';

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier.endsWith('/rapid-client.node')
      ? { url: pathToFileURL(__filename).href, format: 'commonjs', shortCircuit: true }
      : nextResolve(specifier, context),
});

/** A sandbox whose Region is gone has nobody to work for. */
const regionIsGone = () => process.exit(1);

function call(method, path, body) {
  return new Promise((resolve) => {
    const sent = request({ hostname, port, path: INVOCATION + path, method, agent }, (response) => {
      let bodyJson = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        bodyJson += chunk;
      });
      response.on('end', () => resolve({ bodyJson, headers: response.headers }));
      response.on('error', regionIsGone);
    });
    sent.on('error', regionIsGone);
    sent.end(body);
  });
}

let posted = Promise.resolve();

module.exports = {
  next: async () => {
    await posted;
    return call('GET', '/next');
  },
  done: (id, body) => {
    posted = call('POST', `/${id}/response`, body);
  },
  error: (id, body) => {
    posted = call('POST', `/${id}/error`, body);
  },
};
