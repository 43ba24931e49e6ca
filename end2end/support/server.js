// The release binary, on a free port, with its data in a temporary folder.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
export const binary = process.env.CODEDECK_BINARY ?? join(root, 'target/release/codedeck');
const site = process.env.CODEDECK_SITE ?? join(root, 'target/site');

export function folder() {
  return mkdtempSync(join(tmpdir(), 'codedeck-'));
}

/** Runs a command of the binary to its end. */
export async function run(...args) {
  const child = spawn(binary, args);
  let out = '', err = '';
  child.stdout.on('data', chunk => { out += chunk; });
  child.stderr.on('data', chunk => { err += chunk; });
  const code = await new Promise(done => child.on('close', done));
  return { code, out, err };
}

/** Starts `codedeck serve`; answers when it listens. */
export async function serve(data = folder(), ...args) {
  const child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data', data, '--site', site, ...args]);
  let log = '';
  child.stderr.on('data', chunk => { log += chunk; });
  const url = await new Promise((done, fail) => {
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
      const found = text.match(/http:\/\/[\d.:]+/);
      if (found) done(found[0]);
    });
    child.on('exit', code => fail(new Error(`the server ended with ${code}: ${log}`)));
  });
  return {
    url,
    data,
    log: () => log,
    async stop() {
      const ended = new Promise(done => child.on('exit', done));
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}
