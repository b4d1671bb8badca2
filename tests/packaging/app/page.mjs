// What an app may do with the classes, in a browser, once a bundler has shortened every name.
import { CallClient, Features } from '@azure/communication-calling';

const imported = performance.now();
const client = new CallClient();
const started = performance.now();
// The UI library does this: getters run on the object itself, methods with the proxy as `this`.
const proxy = new Proxy(client, {
  get(target, name) {
    const value = Reflect.get(target, name);
    return typeof value === 'function' ? value.bind(proxy) : value;
  },
});
const [direct, proxied] = await Promise.all([client.getDeviceManager(), proxy.getDeviceManager()]);
Object.assign(globalThis, {
  facts: {
    name: client.constructor.name,
    milliseconds: started - imported,
    sameDeviceManager: direct === proxied,
    environment: typeof client.feature(Features.DebugInfo),
  },
});
