import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const wash = (colour: string, percent: number): string =>
  `color-mix(in srgb, var(--${colour}) ${percent}%, transparent)`;

/** By the tokens of the product, so that both themes come from where all colours do. */
const looks = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--raised)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.55', fontVariantLigatures: 'none' },
  '.cm-content': { caretColor: 'var(--kelp)', paddingBlock: '0.625rem' },
  '.cm-line': { paddingInline: '0.625rem' },
  '.cm-cursor': { borderLeftColor: 'var(--kelp)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--ink-soft)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.25rem', paddingInline: '0.25rem' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: wash('hover', 60) },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: `${wash('kelp', 24)} !important`,
  },
  '.cm-selectionMatch': { backgroundColor: wash('sand', 22) },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: wash('kelp', 22) },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--hover)', border: 'none', color: 'var(--ink-soft)' },
  '.cm-specialChar': { color: 'var(--coral)' },
  '.cm-rule': { borderRadius: '0.25rem', fontWeight: 600, paddingInline: '1px' },
  '.cm-rule span': { color: 'inherit' },
  '.cm-front, .cm-front span': { color: 'var(--ink-soft) !important', fontWeight: '400 !important' },
  '.cm-rule-must': { backgroundColor: 'var(--kelp-wash)', color: 'var(--kelp)' },
  '.cm-rule-should': { backgroundColor: 'var(--sand-wash)', color: 'var(--sand)' },
});

const panels = EditorView.theme({
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { fontFamily: 'var(--font-sans)', padding: '0.375rem 0.5rem' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': {
    fontSize: 'var(--text-xs)',
  },
  '.cm-textfield': { backgroundColor: 'var(--raised)', border: '1px solid var(--line-strong)' },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
    borderColor: 'var(--line-strong)',
  },
  '.cm-searchMatch': { backgroundColor: wash('sand', 26) },
  '.cm-searchMatch-selected': { backgroundColor: wash('sand', 50) },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-sm)',
    boxShadow: 'var(--shadow-lift)',
    color: 'var(--ink)',
    maxWidth: '28rem',
  },
  '.cm-diagnostic': { fontFamily: 'var(--font-sans)', paddingBlock: '0.375rem' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--coral)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--sand)' },
  '.cm-lint-marker': {
    content: 'none',
    display: 'grid',
    placeItems: 'center',
    width: '0.875rem',
    height: '1.3em',
  },
  '.cm-lint-marker::before': { content: '""', borderRadius: '50%', width: '0.5rem', height: '0.5rem' },
  '.cm-lint-marker-error::before': { backgroundColor: 'var(--coral)' },
  '.cm-lint-marker-warning::before': { backgroundColor: 'var(--sand)', borderRadius: '1px' },
  '.cm-lintRange-error': { background: wash('coral', 10) },
  '.cm-lintRange-warning': { background: wash('sand', 10) },
});

const merges = EditorView.theme({
  '.cm-deletedChunk': { backgroundColor: 'var(--coral-wash)', paddingInline: '0.625rem' },
  '.cm-deletedChunk .cm-deletedText, .cm-deletedText': { background: wash('coral', 14) },
  '.cm-insertedLine, .cm-changedLine, .cm-inlineChangedLine': {
    backgroundColor: 'var(--kelp-wash) !important',
  },
  '&.cm-merge-b .cm-changedText, .cm-changedText': { background: wash('kelp', 12) },
  '.cm-changeGutter': { width: '4px', paddingLeft: '0' },
  '.cm-changedLineGutter': { backgroundColor: 'var(--kelp) !important' },
  '.cm-deletedLineGutter': { backgroundColor: 'var(--coral) !important' },
  '.cm-collapsedLines': {
    background: 'var(--sunken)',
    color: 'var(--ink-soft)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-xs)',
    paddingBlock: '0.375rem',
  },
  // In a row of their own: over the text they would hide what they are about.
  '.cm-deletedChunk .cm-chunkButtons': {
    display: 'flex',
    gap: '0.375rem',
    justifyContent: 'end',
    paddingBlock: '0.25rem',
    position: 'static',
  },
  '.cm-deletedChunk .cm-chunkButtons button': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-sm)',
    color: 'var(--ink)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--text-xs)',
    fontWeight: '500',
    margin: '0',
    minHeight: '1.625rem',
    paddingInline: '0.5rem',
    '&:hover': { backgroundColor: 'var(--hover)' },
  },
  '@media (pointer: coarse)': {
    '.cm-deletedChunk .cm-chunkButtons button': { minHeight: '2.75rem' },
  },
});

const words = HighlightStyle.define([
  { tag: tags.heading, color: 'var(--code-title)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.monospace, tags.literal], color: 'var(--code-string)' },
  { tag: [tags.link, tags.url], color: 'var(--code-keyword)' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.meta], color: 'var(--code-comment)' },
  { tag: tags.quote, color: 'var(--ink-soft)' },
]);

export const editorTheme: Extension = [looks, panels, merges, syntaxHighlighting(words)];
