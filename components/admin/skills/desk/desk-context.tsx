'use client';

import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { SkillActions } from '../skill-actions.ts';
import type { SkillView } from '../skill-view.ts';
import { DraftDesk } from './draft-desk.ts';
import type { DeskState } from './desk-state.ts';
import { KeptTexts } from './kept-text.ts';

export interface SkillPlace {
  readonly skill: SkillView;
  readonly actions: SkillActions;
  readonly desk: DraftDesk;
}

const Place = createContext<SkillPlace | null>(null);

export interface SkillProviderProps {
  skill: SkillView;
  actions: SkillActions;
  children: ReactNode;
}

/** One desk per skill for as long as its page is open, whichever part of the page is looked at. */
export function SkillProvider({ skill, actions, children }: SkillProviderProps) {
  const { name, text, limits } = skill;
  const [desk] = useState(
    () => new DraftDesk({ name, text, limits, actions, now: () => new Date().toISOString() }),
  );
  // Synchronises with this browser's storage and with the linter on the server.
  useEffect(() => desk.start(new KeptTexts({ storage: localStorage, skillName: name })), [desk, name]);
  // Synchronises with what the server has read anew for this page.
  useEffect(() => desk.receive(text), [desk, text]);
  const place = useMemo(() => ({ skill, actions, desk }), [skill, actions, desk]);
  return <Place value={place}>{children}</Place>;
}

export function useSkill(): SkillPlace {
  const place = use(Place);
  if (!place) throw new Error('cannot read a skill: there is no SkillProvider above');
  return place;
}

/** A part of the desk's state; renders again when it changes. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  const { desk } = useSkill();
  return useSyncExternalStore(
    desk.subscribe,
    () => select(desk.getState()),
    () => select(desk.getState()),
  );
}
