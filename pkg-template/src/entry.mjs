import { classes, LocalVideoStream as Stream } from './glue.mjs';

export { CallClient, VideoStreamRenderer } from './glue.mjs';
export * from './constants.mjs';

// Names that a minifier shortened come back.
for (const [name, constructor] of Object.entries(classes)) {
  Object.defineProperty(constructor, 'name', { value: name });
}

/** A class of the app's own kind, whose methods in Rust know their object by `__offhook_bind`, in whatever `Proxy`. */
export const LocalVideoStream = class extends Stream {
  /** @param {ConstructorParameters<typeof Stream>} args */
  constructor(...args) {
    super(...args);
    this.__offhook_bind(this);
  }
};
