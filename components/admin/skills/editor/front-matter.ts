import { StateField, type EditorState } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** Longer than any that the linter takes: what is not closed by then is no front matter. */
const MAX_LINES = 200;
const line = Decoration.line({ class: 'cm-front' });

/** Tells the front matter from the text: for Markdown it would be a heading. */
export const frontMatter = StateField.define<DecorationSet>({
  create: toMarks,
  update: (marks, { docChanged, state }) => (docChanged ? toMarks(state) : marks),
  provide: (field) => EditorView.decorations.from(field),
});

function toMarks({ doc }: EditorState): DecorationSet {
  if (doc.line(1).text.trimEnd() !== '---') return Decoration.none;
  const starts = [doc.line(1).from];
  for (let number = 2; number <= Math.min(doc.lines, MAX_LINES); number++) {
    const { from, text } = doc.line(number);
    starts.push(from);
    if (text.trimEnd() === '---') return Decoration.set(starts.map((start) => line.range(start)));
  }
  return Decoration.none;
}
