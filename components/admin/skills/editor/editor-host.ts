import { indentWithTab } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { Finding } from '../skill-view.ts';
import { editorTheme } from './editor-theme.ts';
import { createMergeButton } from './merge-controls.ts';
import { frontMatter } from './front-matter.ts';
import { ruleMarks } from './rule-marks.ts';
import { toDiagnostics } from './to-diagnostics.ts';

export interface ShownText {
  readonly path: string;
  readonly text: string;
  /** Another one means that the text was not typed here: what could be undone belongs to another text. */
  readonly generation: number;
  /** What it is merged with, chunk by chunk. */
  readonly theirs?: string | undefined;
}

export interface EditorEvents {
  readonly edit: (path: string, text: string) => void;
  readonly save: () => void;
}

/** One editor for all files of a skill. Each keeps its own undo history and place for as long as the page is open. */
export class EditorHost {
  readonly #view: EditorView;
  readonly #on: EditorEvents;
  readonly #states = new Map<string, EditorState>();
  #shown = { key: '', path: '' };
  #findings: readonly Finding[] = [];

  constructor(parent: HTMLElement, on: EditorEvents) {
    this.#on = on;
    this.#view = new EditorView({ parent });
  }

  show(shown: ShownText): void {
    const key = `${shown.generation}:${shown.theirs === undefined ? '' : 'merge'}:${shown.path}`;
    if (key === this.#shown.key) return;
    if (this.#shown.key !== '') this.#states.set(this.#shown.key, this.#view.state);
    this.#shown = { key, path: shown.path };
    const before = this.#states.get(key);
    const isCurrent = before?.doc.toString() === shown.text;
    this.#view.setState(before && isCurrent ? before : this.#create(shown));
    this.showFindings(this.#findings);
  }

  showFindings(findings: readonly Finding[]): void {
    this.#findings = findings;
    const own = findings.filter(({ path }) => path === this.#shown.path);
    this.#view.dispatch(setDiagnostics(this.#view.state, toDiagnostics(own, this.#view.state.doc)));
  }

  /** Puts the cursor at the start of a line, in the middle of the view. */
  jump(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  #save(): true {
    this.#on.save();
    return true;
  }

  #create({ path, text, theirs }: ShownText): EditorState {
    return EditorState.create({ doc: text, extensions: [...this.#extensions(path), ...toMerge(theirs)] });
  }

  #extensions(path: string): Extension[] {
    return [
      lintGutter(),
      basicSetup,
      // Escape, then Tab leaves the editor: the library sees to that.
      keymap.of([indentWithTab, { key: 'Mod-s', preventDefault: true, run: () => this.#save() }]),
      markdown(),
      EditorView.lineWrapping,
      ruleMarks,
      frontMatter,
      editorTheme,
      EditorView.contentAttributes.of({
        'aria-label': path,
        'aria-describedby': 'editor-keys',
        spellcheck: 'true',
        // Editable text takes the focus without it, but not everything that checks a page knows that.
        tabindex: '0',
        autocapitalize: 'off',
      }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) this.#on.edit(path, state.doc.toString());
      }),
    ];
  }
}

const toMerge = (theirs: string | undefined): Extension[] =>
  theirs === undefined
    ? []
    : [
        unifiedMergeView({
          original: theirs,
          mergeControls: createMergeButton,
          syntaxHighlightDeletions: false,
        }),
      ];
