import { classes } from './glue.mjs';

export { CallClient, LocalVideoStream, VideoStreamRenderer } from './glue.mjs';
export * from './constants.mjs';

// What wasm-bindgen adds to a class for its own use is no part of the API; and names that a minifier shortened come back.
for (const [name, { prototype }] of Object.entries(classes)) {
  delete prototype.free;
  delete prototype[Symbol.dispose];
  delete prototype.__destroy_into_raw;
  Object.defineProperty(prototype.constructor, 'name', { value: name });
}
