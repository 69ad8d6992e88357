import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ErrorSummary } from './error-summary';
import { byField, type FieldError, idsOf } from './errors';

@Component({
  selector: 'app-host',
  imports: [ErrorSummary],
  template: `<app-error-summary [errors]="errors()" /><input id="dueDate" /><input id="story-background" />`,
})
class Host {
  readonly errors = signal<readonly FieldError[]>([]);
}

async function shown(errors: readonly FieldError[]): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(Host);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  fixture.componentInstance.errors.set(errors);
  await fixture.whenStable();
  await new Promise((resolve) => setTimeout(resolve, 5));
  return page;
}

describe('error summary', () => {
  beforeAll(() => {
    Element.prototype.scrollIntoView = () => undefined;
  });

  it('is not there while nothing is wrong', async () => {
    expect((await shown([])).querySelector('.govuk-error-summary')).toBeNull();
  });

  it('takes the focus and tells all errors together', async () => {
    const page = await shown([
      { field: 'dueDate', message: 'Enter a real date' },
      { message: 'This space has just gone.' },
    ]);
    expect(document.activeElement).toBe(page.querySelector('.govuk-error-summary'));
    expect(page.querySelector('[role=alert]')?.textContent).toMatch(/real date.*just gone/s);
  });

  it.each([
    ['dueDate', 'dueDate'],
    ['input.story.dueDate', 'dueDate'],
    ['story.background', 'story-background'],
  ])('leads from an error of %s to its field', async (field, id) => {
    const page = await shown([{ field, message: 'Enter a real date' }]);
    page.querySelector<HTMLElement>('a')?.click();
    expect(document.activeElement?.id).toBe(id);
  });

  it('keeps the first message of a field to stand beside it', () => {
    const errors = [
      { field: 'age', message: 'first' },
      { field: 'age', message: 'second' },
      { field: null, message: 'none' },
    ];
    expect(byField(errors)).toEqual({ age: 'first' });
  });

  it('knows the names a field may have on a page, the longest first', () => {
    expect(idsOf('input.story.members.0.ageYears')[0]).toBe('story-members-0-ageYears');
  });
});
