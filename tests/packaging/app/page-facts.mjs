// What an app may do with the classes, in a browser, once a bundler has shortened every name.

/**
 * @param {typeof import('@azure/communication-calling').CallClient} CallClient
 * @param {typeof import('@azure/communication-calling').Features} Features
 */
export async function tellPageFacts(CallClient, Features) {
  const before = performance.now();
  const client = new CallClient();
  const milliseconds = performance.now() - before;
  // The UI library does this: getters run on the object itself, methods with the proxy as `this`.
  /** @type {typeof client} */
  const proxy = new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(proxy) : value;
    },
  });
  const [direct, proxied] = await Promise.all([client.getDeviceManager(), proxy.getDeviceManager()]);
  const { isSupportedEnvironment } = await client.feature(Features.DebugInfo).getEnvironmentInfo();
  const facts = {
    name: client.constructor.name,
    milliseconds,
    sameDeviceManager: direct === proxied,
    features: Object.keys(Features),
    isSupportedEnvironment,
    refusal: await refusal(client),
  };
  Object.assign(globalThis, { facts });
}

/**
 * How signing in with a token that is none is refused, which the WebAssembly decides.
 *
 * @param {import('@azure/communication-calling').CallClient} client
 */
async function refusal(client) {
  const token = { token: 'malformed', expiresOnTimestamp: Date.now() + 3600_000 };
  const credential = { getToken: async () => token, dispose() {} };
  try {
    return await client.createTeamsCallAgent(credential);
  } catch (error) {
    const { name, code, subCode } = /** @type {any} */ (error);
    return { name, code, subCode };
  }
}
