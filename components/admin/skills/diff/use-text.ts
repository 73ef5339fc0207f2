'use client';

import { useEffect, useState } from 'react';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import type { Files } from '../skill-view.ts';
import { DRAFT } from './sources.ts';

export type LoadedText =
  | { readonly status: 'loading' }
  | { readonly status: 'there'; readonly files: Files }
  | { readonly status: 'failed'; readonly why: string };

/** Versions never change, so they are asked for once per page; the folder may, so it is not kept. */
const loaded = new Map<string, Files>();

/** The text of the editor, of a version by its hash, or of the repository's folder. */
export function useText(source: string): LoadedText {
  const { skill, actions } = useSkill();
  const draft = useDesk((state) => state.files);
  const [fetched, setFetched] = useState<{ source: string; text: LoadedText }>();
  const known = source === DRAFT ? draft : loaded.get(source);

  // Synchronises with the server, for what is not here yet.
  useEffect(() => {
    if (source === DRAFT || loaded.has(source)) return;
    let isStale = false;
    const load = async () => {
      const result = await actions.load(skill.name, source).catch(() => undefined);
      if (result?.ok && /^[0-9a-f]{64}$/.test(source)) loaded.set(source, result.value);
      const text: LoadedText = result?.ok
        ? { status: 'there', files: result.value }
        : { status: 'failed', why: result?.error.message ?? 'The server could not be reached.' };
      if (!isStale) setFetched({ source, text });
    };
    void load();
    return () => {
      isStale = true;
    };
  }, [source, actions, skill.name]);

  if (known) return { status: 'there', files: known };
  return fetched?.source === source ? fetched.text : { status: 'loading' };
}
