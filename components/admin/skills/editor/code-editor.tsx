'use client';

import { useEffect, useRef } from 'react';
import type { Finding } from '../skill-view.ts';
import { EditorHost, type EditorEvents, type ShownText } from './editor-host.ts';

export interface CodeEditorProps {
  shown: ShownText;
  findings: readonly Finding[];
  jump: { readonly line: number; readonly count: number } | null;
  /** Has to stay the same object: another one makes another editor. */
  on: EditorEvents;
}

/** CodeMirror. Loaded by pages that edit skills alone. */
export function CodeEditor({ shown, findings, jump, on }: CodeEditorProps) {
  const parentRef = useRef<HTMLDivElement>(null);
  const hostRef = useRef<EditorHost>(null);
  const { path, text, generation, theirs } = shown;

  // Synchronises with the editor, which lives outside React. It is made once; what it shows comes below.
  useEffect(() => {
    if (!parentRef.current) return;
    const host = new EditorHost(parentRef.current, on);
    hostRef.current = host;
    return () => {
      hostRef.current = null;
      host.destroy();
    };
  }, [on]);
  useEffect(
    () => hostRef.current?.show({ path, text, generation, theirs }),
    [path, text, generation, theirs],
  );
  useEffect(() => hostRef.current?.showFindings(findings), [findings]);
  useEffect(() => {
    if (jump) hostRef.current?.jump(jump.line);
  }, [jump]);

  return (
    <div
      ref={parentRef}
      className="min-h-0 flex-1 overflow-hidden [&_.cm-editor]:h-full [&_.cm-scroller]:overflow-auto"
    />
  );
}
