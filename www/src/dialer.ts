import { avatar, setAvatar } from './avatar';
import { fill, freshId, h, setAttribute, setText, show } from './dom';
import { phoneDrawing } from './drawing';
import { icon } from './icons';
import type { Person } from './people';
import { parseCallee } from './people';
import { inWords, numbers } from './reasons';
import type { Past } from './session';
import { clock } from './time';

/** The view of somebody who is in no call: whom to call, and how the last call ended. */
export class Dialer {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'People to call' });
  private readonly past = h('div', { class: 'past', 'data-testid': 'end-line', hidden: true });
  private readonly hint = h('p', { class: 'hint' });
  private shownPast: Past | undefined;
  private suggested = '';

  constructor(private readonly submitted: (callee: Person, withCamera: boolean) => void) {
    const id = freshId('callee');
    this.input = h('input', {
      id,
      class: 'field',
      type: 'text',
      name: 'callee',
      autocomplete: 'off',
      autocapitalize: 'words',
      spellcheck: 'false',
      maxlength: 80,
      placeholder: 'Name or id',
      'data-testid': 'callee-input',
    });
    this.element = h(
      'div',
      { class: 'view view-dialer' },
      this.past,
      h(
        'form',
        { class: 'entry', on: { submit: (event) => this.onSubmit(event) } },
        phoneDrawing(),
        h('label', { for: id, class: 'entry-title' }, 'Whom to call?'),
        h('div', { class: 'field-row' }, this.input, this.videoButton(), this.callButton()),
        this.chips,
        this.hint,
      ),
    );
  }

  /** Offers people that a click calls. */
  suggest(people: Person[]): void {
    const ids = people.map(({ id }) => id).join();
    if (ids === this.suggested) return;
    this.suggested = ids;
    fill(this.chips, ...people.map((person) => this.chip(person)));
    show(this.chips, people.length > 0);
  }

  /** Says something that helps with calling. */
  setHint(text: string): void {
    setText(this.hint, text);
  }

  /** Shows how the last call ended. */
  setPast(past: Past | undefined): void {
    if (this.shownPast === past) return;
    this.shownPast = past;
    show(this.past, past !== undefined);
    if (past) this.fillPast(past);
  }

  /** Puts the cursor where a name is typed. */
  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private fillPast(past: Past): void {
    const { title, advice, tone } = inWords(past.ending);
    const codes = numbers(past.ending.reason);
    setAttribute(this.past, 'data-tone', tone);
    setAttribute(this.past, 'data-code', past.ending.reason.code);
    setAttribute(this.past, 'data-subcode', past.ending.reason.subCode);
    const again = { type: 'button', class: 'button small', on: { click: () => this.submitted(past.other, false) } };
    fill(
      this.past,
      icon(tone === 'calm' ? 'check' : tone),
      h(
        'p',
        { class: 'past-words' },
        h('strong', {}, title),
        past.duration > 0 && ` You spoke for ${clock(past.duration)}.`,
        advice !== undefined && h('span', { class: 'past-advice' }, advice),
      ),
      h('code', { class: 'codes', title: 'code/subCode of callEndReason' }, codes),
      past.other.id !== '' && h('button', again, 'Call again'),
    );
  }

  private chip(person: Person): HTMLElement {
    const face = avatar();
    setAvatar(face, person);
    const title = `Call ${person.name}`;
    const on = { click: () => this.submitted(person, false) };
    return h('button', { type: 'button', class: 'chip chip-person', title, on }, face, person.name);
  }

  private callButton(): HTMLElement {
    const label = [icon('phone'), h('span', { class: 'button-word' }, 'Call')];
    return h(
      'button',
      { type: 'submit', class: 'button primary', 'aria-label': 'Call', 'data-testid': 'call' },
      ...label,
    );
  }

  private videoButton(): HTMLElement {
    const title = 'Call with camera';
    const on = { click: () => this.submit(true) };
    const props = {
      type: 'button',
      class: 'button icon-only',
      title,
      'aria-label': title,
      'data-testid': 'call-video',
      on,
    };
    return h('button', props, icon('camera'));
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.submit(false);
  }

  private submit(withCamera: boolean): void {
    const callee = parseCallee(this.input.value);
    if (!callee) return this.focus();
    this.submitted(callee, withCamera);
  }
}
