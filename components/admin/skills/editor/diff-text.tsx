'use client';

import { useEffect, useRef } from 'react';
import { markdown } from '@codemirror/lang-markdown';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { editorTheme } from './editor-theme.ts';
import { frontMatter } from './front-matter.ts';
import { ruleMarks } from './rule-marks.ts';

export interface DiffTextProps {
  label: string;
  from: string;
  to: string;
}

/** Two texts in one column, so that it is read on a phone as well: what went in front of what came. Equal lines are folded. */
export function DiffText({ label, from, to }: DiffTextProps) {
  const parentRef = useRef<HTMLDivElement>(null);

  // Synchronises with the editor, which lives outside React.
  useEffect(() => {
    if (!parentRef.current) return;
    const view = new EditorView({
      parent: parentRef.current,
      doc: to,
      extensions: [
        lineNumbers(),
        markdown(),
        EditorView.lineWrapping,
        ruleMarks,
        frontMatter,
        editorTheme,
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
        unifiedMergeView({
          original: from,
          mergeControls: false,
          syntaxHighlightDeletions: false,
          collapseUnchanged: { margin: 3, minSize: 6 },
        }),
      ],
    });
    return () => view.destroy();
  }, [label, from, to]);

  return <div ref={parentRef} className="overflow-hidden" />;
}
