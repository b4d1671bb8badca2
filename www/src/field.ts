import { fill, freshId, h, setAttribute, show } from './dom';
import type { Problem } from './problems';

/** A field to type in, with its label, and below it what is wrong with what was typed. */
export class Field {
  readonly input: HTMLInputElement;
  readonly label: HTMLElement;
  readonly problem: HTMLElement;

  constructor(label: string, attributes: Record<string, string | number>, problemTestId: string) {
    const [id, problemId] = [freshId('field'), freshId('problem')];
    this.input = h('input', {
      id,
      class: 'field',
      type: 'text',
      autocomplete: 'off',
      autocapitalize: 'words',
      spellcheck: 'false',
      'aria-describedby': problemId,
      ...attributes,
      on: { input: () => this.setProblem(undefined) },
    });
    this.label = h('label', { for: id, class: 'entry-title' }, label);
    const props = { id: problemId, class: 'form-problem', role: 'alert', 'data-testid': problemTestId };
    this.problem = h('p', { ...props, hidden: true });
  }

  /** Says what is wrong, or that nothing is any more. */
  setProblem(problem: Problem | undefined): void {
    show(this.problem, problem !== undefined);
    fill(this.problem, problem && h('strong', {}, problem.title), problem && ` ${problem.advice}`);
    setAttribute(this.input, 'aria-invalid', problem && 'true');
  }

  /** Says what is wrong with what was typed, and puts the cursor there. */
  refuse(problem: Problem): void {
    this.setProblem(problem);
    this.input.focus();
    // A list that scrolls may be around the field.
    this.problem.scrollIntoView({ block: 'nearest' });
  }
}
