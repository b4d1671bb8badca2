import { classes, LocalVideoStream as Stream } from './glue.mjs';

export { CallClient, VideoStreamRenderer } from './glue.mjs';
export * from './constants.mjs';

// What wasm-bindgen adds to a class for its own use is no part of the API; and names that a minifier shortened come back.
for (const [name, { prototype }] of Object.entries(classes)) {
  delete prototype.free;
  delete prototype[Symbol.dispose];
  delete prototype.__destroy_into_raw;
  Object.defineProperty(prototype.constructor, 'name', { value: name });
}

/** A class of the app's own kind, whose methods in Rust know their object by `__offhook_bind`, in whatever `Proxy`. */
export const LocalVideoStream = class extends Stream {
  /** @param {ConstructorParameters<typeof Stream>} args */
  constructor(...args) {
    super(...args);
    this.__offhook_bind(this);
  }
};
