'use client';

import { memo, type ComponentType } from 'react';
import type { Part } from '#lib/protocol/message.ts';
import { DocumentSource } from '../source/document-source.tsx';
import { UrlSource } from '../source/url-source.tsx';
import { ToolCard } from '../tool/tool-card.tsx';
import { BudgetPart } from './budget-part.tsx';
import { CompactionPart } from './compaction-part.tsx';
import { FilePart } from './file-part.tsx';
import type { PartProps } from './part-props.ts';
import { ReasoningPart } from './reasoning-part.tsx';
import { StepPart } from './step-part.tsx';
import { TextPart } from './text-part.tsx';

/** One component per part type: a new type does not compile until it has one. */
const views = {
  'step-start': StepPart,
  text: TextPart,
  reasoning: ReasoningPart,
  'dynamic-tool': ToolCard,
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
  /** Of a source: its place among the sources of its answer, from 1 on. */
  number?: number;
}

/** Renders again only when its own part changed: the fold keeps the identity of the others. */
export const PartView = memo(function PartView(props: PartViewProps) {
  // Cast: the table's type says that the view of a type takes parts of that type.
  const View = views[props.part.type] as ComponentType<PartViewProps>;
  return <View {...props} />;
});
