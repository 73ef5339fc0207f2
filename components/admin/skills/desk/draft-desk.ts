import { MAIN_FILE, type Files, type SavedText, type SkillLimits } from '../skill-view.ts';
import type { SkillActions } from '../skill-actions.ts';
import { isSameText } from './compare-files.ts';
import { fitsRequest, tooMuchText } from './fit-request.ts';
import type { KeptTexts } from './kept-text.ts';
import { LiveLint, type LintResult } from './live-lint.ts';
import { type DeskState, hasUnsaved, openDesk } from './desk-state.ts';

export interface DeskDependencies {
  readonly name: string;
  readonly text: SavedText;
  readonly limits: SkillLimits;
  readonly actions: Pick<SkillActions, 'lint' | 'save' | 'discard'>;
  /** ISO 8601. */
  readonly now: () => string;
}

/**
 * The text that an admin works on, beside what the server holds. Guarantees that no text goes away unseen: a save names the
 * revision it was written over, what was refused stays where it is, and what is not saved is kept in the browser. [X66] [X67]
 */
export class DraftDesk {
  readonly #about: DeskDependencies;
  readonly #listeners = new Set<() => void>();
  readonly #lint: LiveLint;
  #kept: KeptTexts | undefined;
  #state: DeskState;

  constructor(dependencies: DeskDependencies) {
    this.#about = dependencies;
    this.#state = openDesk(dependencies.text);
    this.#lint = new LiveLint({
      limits: dependencies.limits,
      ask: (files) => dependencies.actions.lint(dependencies.name, files),
      onResult: (result) => this.#takeLint(result),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): DeskState => this.#state;

  /** In the browser: brings back what was not saved, and asks the linter for the first time. */
  start(kept: KeptTexts): () => void {
    this.#kept = kept;
    const found = kept.find(this.#state.saved);
    if (found && isSameText(found.files, this.#state.saved.files)) kept.forgetAll();
    else if (found) {
      const { isOverThis, files, at } = found;
      this.#replace(files, isOverThis ? { keptAt: at } : { theirs: this.#state.saved, keptAt: at });
    }
    this.#lint.schedule(this.#state.files);
    return () => this.#lint.stop();
  }

  select(path: string, line?: number): void {
    const jump = line === undefined ? null : { path, line, count: (this.#state.jump?.count ?? 0) + 1 };
    this.#set({ selected: path, jump });
  }

  edit(path: string, text: string): void {
    if (this.#state.files[path] === text) return;
    this.#write({ ...this.#state.files, [path]: text });
  }

  addReference(path: string): void {
    this.#write({ ...this.#state.files, [path]: '' });
    this.select(path);
  }

  /** The text that mentions it is left as it is: the linter tells where it leads nowhere. */
  renameReference(from: string, to: string): void {
    const { [from]: text = '', ...rest } = this.#state.files;
    this.#write({ ...rest, [to]: text });
    if (this.#state.selected === from) this.select(to);
  }

  removeReference(path: string): void {
    const { [path]: _, ...rest } = this.#state.files;
    this.#write(rest);
    if (this.#state.selected === path) this.select(MAIN_FILE);
  }

  /** Puts another text in the place of what is here, as an edit: nothing is saved by it. `base`: the version it is from. */
  replaceText(files: Files, base: string | null = this.#state.base): void {
    this.#replace(files, { base });
    this.#afterEdit();
  }

  /** True when the server holds what is here. */
  async save(over: SavedText = this.#state.saved): Promise<boolean> {
    const { files, base } = this.#state;
    const { name, limits, actions } = this.#about;
    if (this.#state.isSaving) return false;
    if (!fitsRequest(files, limits)) return this.#refuse(`The text ${tooMuchText(limits).message}.`);
    this.#set({ isSaving: true, refusal: null });
    const save = { name, files, base, expectedRevision: over.revision };
    const result = await actions.save(save).catch(() => undefined);
    if (!result?.ok) return this.#refuse(result?.error.message ?? 'The server could not be reached.');
    const outcome = result.value;
    if (outcome.status === 'refused') return this.#refuse(`Not saved: ${outcome.why}.`);
    this.#set({ isSaving: false });
    if (outcome.status === 'conflict') {
      this.#set({ theirs: outcome.theirs });
      return false;
    }
    this.#kept?.forgetAll();
    this.#set({ saved: outcome.text, theirs: null, merging: null, keptAt: null });
    // Whoever went on typing while it was saved has unsaved text again.
    if (hasUnsaved(this.#state)) this.#keep();
    return true;
  }

  /** What the other wrote takes the place of mine. Returns mine, for who wants it back. */
  takeTheirs(): Files {
    const { files, theirs } = this.#state;
    this.#kept?.forgetAll();
    if (theirs) this.#begin(theirs);
    this.#lint.schedule(this.#state.files);
    return files;
  }

  /** Mine is saved over what the other wrote, which was seen. */
  keepMine(): Promise<boolean> {
    return this.save(this.#state.theirs ?? this.#state.saved);
  }

  /** Mine stays, with marks where theirs differs. Files that only they have come along. The next save is over theirs. */
  mergeByHand(): void {
    const { files, theirs } = this.#state;
    if (!theirs) return;
    this.#kept?.forgetAll();
    const over = { saved: theirs, base: theirs.base, theirs: null, merging: theirs.files };
    this.#replace({ ...theirs.files, ...files }, over);
    this.#afterEdit();
  }

  endMerge(): void {
    this.#set({ merging: null });
  }

  /** Back to what the server holds. Returns what was here. */
  undoAll(): Files {
    const { files, saved } = this.#state;
    this.#kept?.forgetAll();
    this.#begin(saved);
    this.#lint.schedule(saved.files);
    return files;
  }

  /** Throws the saved draft away. */
  async discard(): Promise<boolean> {
    const { name, actions } = this.#about;
    const expectedRevision = this.#state.saved.revision;
    const result = await actions.discard({ name, expectedRevision }).catch(() => undefined);
    if (!result?.ok) return this.#refuse(result?.error.message ?? 'The server could not be reached.');
    if (result.value.status === 'refused') return this.#refuse(result.value.why);
    if (result.value.status === 'conflict') {
      this.#set({ theirs: result.value.theirs });
      return false;
    }
    this.receive(result.value.text, { isAsked: true });
    return true;
  }

  /** What the server holds now. Text that is not saved stays; it is then found out when it is saved. */
  receive(text: SavedText, { isAsked = false }: { isAsked?: boolean } = {}): void {
    const { saved } = this.#state;
    // Revisions only grow: a lower one was read before the last save here.
    const isOlder = text.revision > 0 && text.revision < saved.revision;
    const isKnown = isOlder || (text.revision === saved.revision && text.base === saved.base);
    if (isKnown || (hasUnsaved(this.#state) && !isAsked)) return;
    this.#kept?.forgetAll();
    this.#begin(text);
    this.#lint.schedule(text.files);
  }

  /** Shows what somebody else did to the draft. */
  meet(theirs: SavedText): void {
    this.#set({ theirs });
  }

  #write(files: Files): void {
    this.#set({ files });
    this.#afterEdit();
  }

  #afterEdit(): void {
    this.#set({ lint: 'asking' });
    this.#keep();
    this.#lint.schedule(this.#state.files);
  }

  #keep(): void {
    const { saved, files } = this.#state;
    if (hasUnsaved(this.#state))
      this.#set({ isKept: this.#kept?.keep(saved, files, this.#about.now()) ?? true });
    else this.#kept?.forget(saved);
  }

  /** A text that was not typed: editors begin anew with it. */
  #replace(files: Files, change: Partial<DeskState>): void {
    const selected = files[this.#state.selected] === undefined ? MAIN_FILE : this.#state.selected;
    this.#set({ files, selected, jump: null, generation: this.#state.generation + 1, ...change });
  }

  #begin(saved: SavedText): void {
    const { base, files } = saved;
    this.#replace(files, { saved, base, theirs: null, merging: null, keptAt: null, refusal: null });
  }

  #takeLint(result: LintResult): void {
    if (result.status === 'failed') return this.#set({ lint: 'failed' });
    this.#set({ lint: 'done', findings: result.findings });
  }

  #refuse(refusal: string): false {
    this.#set({ isSaving: false, refusal });
    return false;
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
