// Tells what the package shows of itself, without a window, as a server that renders pages would find it.

/** @typedef {typeof import('@azure/communication-calling')} Sdk */

/** How often a module was compiled. */
let compiled = 0;
const { Module } = WebAssembly;
WebAssembly.Module = new Proxy(Module, {
  construct(target, args) {
    compiled += 1;
    return new target(.../** @type {[BufferSource]} */ (args));
  },
});

/** @param {() => Sdk | Promise<Sdk>} load */
export async function tellFacts(load) {
  const sdk = await load();
  const afterLoad = compiled;
  const client = new sdk.CallClient();
  const afterFirst = compiled;
  new sdk.CallClient();
  console.log(
    JSON.stringify({
      names: Object.keys(sdk),
      own: Object.keys(client),
      compiled: [afterLoad, afterFirst, compiled],
      classes: [sdk.CallClient, sdk.LocalAudioStream, sdk.LocalVideoStream, sdk.VideoStreamRenderer].map(describe),
      features: Object.entries(sdk.Features).map(([name, factory]) => [name, Object.keys(factory)]),
      frozen: Object.isFrozen(sdk.Features) && Object.values(sdk.Features).every(Object.isFrozen),
      enums: [sdk.CallKind, sdk.IncomingCallKind, sdk.CallAgentKind, sdk.DiagnosticQuality],
    }),
  );
}

/** @param {Function} constructor */
function describe(constructor) {
  const members = [...Reflect.ownKeys(constructor), ...Reflect.ownKeys(constructor.prototype)];
  const own = members.map(String).filter((name) => /^free$|^__(wrap|wbg|destroy)|Symbol.dispose/.test(name));
  return [constructor.name, own];
}
