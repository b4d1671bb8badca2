import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server as a process of its own, so that it takes no time from who measures. */
export class ServerProcess {
  #child;

  /**
   * @param {string} command
   * @param {string[]} args
   */
  constructor(command, args) {
    this.#child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  }

  /**
   * The first line that it prints.
   *
   * @returns {Promise<string>}
   */
  async line() {
    const failed = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`${this.#child.spawnargs.join(' ')} ended with ${code}`);
    });
    const [line] = await Promise.race([once(createInterface({ input: this.#child.stdout }), 'line'), failed]);
    return line;
  }

  async close() {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}
