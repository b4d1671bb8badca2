import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Focus } from '../src/panel/focus';

class Input {}

/** A panel with things that can have the focus, in a document of its own. */
function aPanel() {
  const inside: object[] = [];
  const page = { body: {}, activeElement: {} as object };
  Object.assign(globalThis, { document: page, HTMLInputElement: Input, HTMLSelectElement: Input });
  const thing = () => ({ getClientRects: () => [{}] });
  const take = (element: object) => void (page.activeElement = element);
  const [button, mute, field] = [thing(), thing(), thing()];
  inside.push(button, mute, field);
  const focus = new Focus({
    element: { contains: (element: object) => inside.includes(element) },
    body: {},
    ringing: { element: { contains: () => false }, update: () => false },
    controls: { focus: () => take(mute) },
    entry: () => take(field),
    uncover: () => undefined,
  } as never);
  const remove = (element: object): void => {
    inside.splice(inside.indexOf(element), 1);
    take(page.body);
  };
  return { focus, page, button, mute, field, remove, take };
}

const IN_A_CALL = { line: { call: { direction: 'Incoming' } }, ringing: [] } as never;

afterEach(() => {
  for (const name of ['document', 'HTMLInputElement', 'HTMLSelectElement']) Reflect.deleteProperty(globalThis, name);
});

test('the focus stays where it is while that is there', () => {
  const { focus, page, button, take } = aPanel();
  take(button);
  focus.update(IN_A_CALL, false);
  focus.update(IN_A_CALL, true);
  assert.equal(page.activeElement, button);
});

test('keys go to the call again when the button that had the focus is gone', () => {
  const { focus, page, button, mute, take, remove } = aPanel();
  take(button);
  focus.update(IN_A_CALL, false);
  remove(button);
  focus.update(IN_A_CALL, true);
  assert.equal(page.activeElement, mute);
});

test('or hidden', () => {
  const { focus, page, button, mute, take } = aPanel();
  take(button);
  focus.update(IN_A_CALL, false);
  button.getClientRects = () => [];
  focus.update(IN_A_CALL, true);
  assert.equal(page.activeElement, mute);
});

test('the focus of another line is left alone', () => {
  const { focus, page, button, remove } = aPanel();
  focus.update(IN_A_CALL, false);
  remove(button);
  focus.update(IN_A_CALL, false);
  assert.equal(page.activeElement, page.body);
});
