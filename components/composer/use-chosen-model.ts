'use client';

import { useState } from 'react';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';

/** The choice lasts as long as the page: the server's default is never overruled by something long forgotten. */
export function useChosenModel(
  models: readonly ModelChoice[],
): [ModelChoice | undefined, (id: string) => void] {
  const [chosenId, setChosenId] = useState<string>();
  return [models.find(({ id }) => id === chosenId) ?? models[0], setChosenId];
}
