'use client';

import { memo, type ComponentType } from 'react';
import type { Part } from '#lib/protocol/message.ts';
import { BudgetPart } from './budget-part.tsx';
import { CompactionPart } from './compaction-part.tsx';
import { DocumentSource } from './document-source.tsx';
import { FilePart } from './file-part.tsx';
import type { PartProps } from './part-props.ts';
import { ReasoningPart } from './reasoning-part.tsx';
import { StepPart } from './step-part.tsx';
import { TextPart } from './text-part.tsx';
import { ToolPartCard } from './tool-part.tsx';
import { UrlSource } from './url-source.tsx';

/** One component per part type: a new type does not compile until it has one. */
const views = {
  'step-start': StepPart,
  text: TextPart,
  reasoning: ReasoningPart,
  'dynamic-tool': ToolPartCard,
  'source-url': UrlSource,
  'source-document': DocumentSource,
  file: FilePart,
  'data-compaction': CompactionPart,
  'data-budget': BudgetPart,
} satisfies { [Type in Part['type']]: ComponentType<PartProps<Type>> };

export interface PartViewProps {
  part: Part;
  /** The answer is still being written. */
  isLive: boolean;
  /** Nothing follows this part yet. */
  isLast: boolean;
}

/** Renders again only when its own part changed: the fold keeps the identity of the others. */
export const PartView = memo(function PartView(props: PartViewProps) {
  // Cast: the table's type says that the view of a type takes parts of that type.
  const View = views[props.part.type] as ComponentType<PartViewProps>;
  return <View {...props} />;
});
