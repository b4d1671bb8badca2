// The first start fails, as under a Content-Security-Policy; the app tries again later, when it may.
import { CallClient } from '@azure/communication-calling';

const { Instance } = WebAssembly;
WebAssembly.Instance = /** @type {any} */ (
  function () {
    throw new WebAssembly.CompileError('refused');
  }
);
const errors = [attempt(), attempt()];
WebAssembly.Instance = Instance;
console.log(JSON.stringify({ errors, later: new CallClient() instanceof CallClient }));

function attempt() {
  try {
    return new CallClient();
  } catch (error) {
    const { name, code, subCode, message, resultCategories } = /** @type {any} */ (error);
    return { name, code, subCode, message, resultCategories };
  }
}
