import { classes, LocalVideoStream as Stream } from './glue.mjs';

export { CallClient, VideoStreamRenderer } from './glue.mjs';
export * from './constants.mjs';

/** The object tells Rust what it is: a constructor there is not told, and methods may be called on a `Proxy`. */
export class LocalVideoStream extends Stream {
  /** @param {ConstructorParameters<typeof Stream>} args */
  constructor(...args) {
    super(...args);
    this.__offhook_bind(this);
  }
}

// Names that a minifier shortened come back.
for (const [name, constructor] of Object.entries({ ...classes, LocalVideoStream })) {
  Object.defineProperty(constructor, 'name', { value: name });
}
