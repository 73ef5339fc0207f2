import type { PartProps } from './part-props.ts';

/** Where one model call ends and the next begins is for the log, not for the eye. */
export function StepPart(_: PartProps<'step-start'>) {
  return null;
}
