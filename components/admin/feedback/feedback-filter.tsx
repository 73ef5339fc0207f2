import { toModelName } from '#components/message/model-words.ts';
import type { RatedChoices } from '#lib/protocol/rated-answer.ts';
import { FilterBar, FilterSelect } from '../frame/filter-bar.tsx';

export interface FeedbackFilterProps {
  query: Readonly<Record<'rating' | 'note' | 'model' | 'version', string>>;
  choices: RatedChoices;
}

export function FeedbackFilter({ query, choices }: FeedbackFilterProps) {
  return (
    <FilterBar action="/admin/feedback">
      <FilterSelect
        label="Rating"
        name="rating"
        value={query.rating}
        options={[
          { value: '', label: 'All' },
          { value: 'down', label: 'Bad' },
          { value: 'up', label: 'Good' },
        ]}
      />
      <FilterSelect
        label="Reason"
        name="note"
        value={query.note}
        options={[
          { value: '', label: 'All' },
          { value: 'with', label: 'With a reason' },
        ]}
      />
      <FilterSelect
        label="Model"
        name="model"
        value={query.model}
        options={toOptions(query.model, choices.models, toModelName)}
      />
      <FilterSelect
        label="Skill version"
        name="version"
        value={query.version}
        options={toOptions(query.version, choices.skillVersions, (version) => version)}
      />
    </FilterBar>
  );
}

/** What is chosen is offered, too, when no newer rating has it. */
function toOptions(chosen: string, values: readonly string[], toLabel: (value: string) => string) {
  const all = chosen === '' || values.includes(chosen) ? values : [...values, chosen];
  return [{ value: '', label: 'All' }, ...all.map((value) => ({ value, label: toLabel(value) }))];
}
