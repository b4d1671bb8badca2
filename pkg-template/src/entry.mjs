import { classes, LocalAudioStream as Audio, LocalVideoStream as Video } from './glue.mjs';

export { CallClient, VideoStreamRenderer } from './glue.mjs';
export * from './constants.mjs';

export const LocalAudioStream = bound(Audio);
export const LocalVideoStream = bound(Video);

/**
 * A class whose objects tell Rust what they are: a constructor there is not told, and methods may be called on a `Proxy`.
 *
 * @template {new (...args: any[]) => { __offhook_bind(object: unknown): void }} Stream
 * @param {Stream} Stream
 */
function bound(Stream) {
  return class extends Stream {
    /** Also what the SDK made itself, which is of the inner class. @param {unknown} object */
    static [Symbol.hasInstance](object) {
      return Function.prototype[Symbol.hasInstance].call(Stream, object);
    }

    /** @param {any[]} args */
    constructor(...args) {
      super(...args);
      this.__offhook_bind(this);
    }
  };
}

for (const all of [
  classes,
  { LocalAudioStream: Audio, LocalVideoStream: Video },
  { LocalAudioStream, LocalVideoStream },
])
  for (const [name, constructor] of Object.entries(all)) Object.defineProperty(constructor, 'name', { value: name });
