'use client';

import { useEffect, useState } from 'react';
import type { DraftEdit, DraftFault } from '#lib/evals/model/scenario-draft.ts';
import type { DraftActions } from './feedback-actions.ts';

const AFTER_MS = 400;

/** What keeps the draft from being a scenario, a moment after the last key. Until the server has said, what it said last. */
export function useDraftFaults(
  edit: DraftEdit,
  first: readonly DraftFault[],
  findDraftFaults: DraftActions['findDraftFaults'],
): readonly DraftFault[] {
  const [faults, setFaults] = useState(first);
  const [checked, setChecked] = useState(edit);

  // Synchronises with the server, which knows the format. Answers to older texts are dropped.
  useEffect(() => {
    if (edit === checked) return;
    let isOld = false;
    const timer = setTimeout(() => {
      void findDraftFaults(edit).then((result) => {
        if (isOld || !result.ok) return;
        setFaults(result.value);
        setChecked(edit);
      });
    }, AFTER_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [edit, checked, findDraftFaults]);

  return faults;
}
