import {
  Decoration,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import { skillRuleTag } from '#lib/base/skill-rule.ts';

const marker = new MatchDecorator({
  regexp: new RegExp(skillRuleTag, 'g'),
  decoration: ([, , level = 'must']) => Decoration.mark({ class: `cm-rule cm-rule-${level}` }),
});

class RuleMarks {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = marker.createDeco(view);
  }

  update(update: ViewUpdate): void {
    this.decorations = marker.updateDeco(update, this.decorations);
  }
}

/** Marks `[S01|must]`, exactly as the linter reads it: what is not marked is no rule. */
export const ruleMarks = ViewPlugin.fromClass(RuleMarks, { decorations: ({ decorations }) => decorations });
