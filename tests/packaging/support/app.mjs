import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The checkout. */
export const ROOT = path.resolve(HERE, '../../..');

/** The packed package: `OFFHOOK_TARBALL`, or what was packed last. */
export const TARBALL = process.env.OFFHOOK_TARBALL ?? path.join(ROOT, 'target/npm/offhook-calling-1.46.0.tgz');

/** An app in a folder of its own, far from this checkout, that installed the packed package under the name that apps use. */
export class App {
  folder = mkdtempSync(path.join(tmpdir(), 'offhook-app-'));

  constructor() {
    const dependencies = { '@azure/communication-calling': `file:${TARBALL}` };
    this.write('package.json', JSON.stringify({ name: 'app', private: true, type: 'module', dependencies }));
    this.#run('npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline');
    cpSync(path.join(HERE, '../app'), this.folder, { recursive: true });
  }

  /** Where the package lies. */
  get package() {
    return path.join(this.folder, 'node_modules/@azure/communication-calling');
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    writeFileSync(path.join(this.folder, name), text);
  }

  /**
   * Runs a script of the app, and returns what it printed, as JSON.
   *
   * @param {string} script
   */
  node(script) {
    return JSON.parse(this.#run('node', script));
  }

  /**
   * Type checks the app, and returns what the compiler said.
   *
   * @param {string} compiler the package of the compiler
   * @param {string[]} options
   */
  tsc(compiler, ...options) {
    const binary = path.join(path.dirname(fileURLToPath(import.meta.resolve(`${compiler}/package.json`))), 'bin/tsc');
    return this.#run('node', binary, '--noEmit', '--strict', ...options);
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }

  /**
   * @param {string} program
   * @param {string[]} args
   */
  #run(program, ...args) {
    try {
      return execFileSync(program, args, { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
      throw new Error(`${program} ${args.join(' ')}:\n${stdout}${stderr}`, { cause: error });
    }
  }
}
