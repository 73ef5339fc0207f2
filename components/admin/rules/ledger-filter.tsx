import { conditionSchema, conditions } from '#lib/evals/model/eval-spec.ts';
import { toModelName } from '#components/message/model-words.ts';
import { conditionWords } from '../evals/condition-words.ts';
import { toVersionLabel, type VersionChoice } from '../evals/start/start-choice.ts';
import { FilterBar, FilterSelect } from '../frame/filter-bar.tsx';
import { rulesPath } from './rule-path.ts';
import type { LedgerQuery } from './skip-words.ts';

/** What an address asks for; what it does not know is left out. */
export function readLedgerQuery(search: (name: string) => string | undefined): LedgerQuery {
  const level = search('level');
  const place = search('place');
  return {
    condition: conditionSchema.safeParse(search('condition')).data,
    modelId: search('model'),
    level: level === 'must' || level === 'should' ? level : undefined,
    place: place === 'skill' || place === 'reference' || place === 'missing' ? place : undefined,
    onlySkipped: search('show') === 'skipped',
  };
}

export interface LedgerFilterProps {
  skillName: string;
  hash: string;
  versions: readonly VersionChoice[];
  modelIds: readonly string[];
  query: LedgerQuery;
}

export function LedgerFilter({ skillName, hash, versions, modelIds, query }: LedgerFilterProps) {
  return (
    <FilterBar action={rulesPath}>
      <input type="hidden" name="skill" value={skillName} />
      <FilterSelect
        label="Version"
        name="version"
        value={hash}
        options={versions.map((version) => ({ value: version.hash, label: toVersionLabel(version) }))}
      />
      <FilterSelect
        label="Condition"
        name="condition"
        value={query.condition ?? ''}
        options={[
          { value: '', label: 'All' },
          ...conditions.map((condition) => ({ value: condition, label: conditionWords[condition].name })),
        ]}
      />
      <FilterSelect
        label="Model"
        name="model"
        value={query.modelId ?? ''}
        options={[
          { value: '', label: 'All' },
          ...modelIds.map((modelId) => ({ value: modelId, label: toModelName(modelId) })),
        ]}
      />
      <FilterSelect
        label="Level"
        name="level"
        value={query.level ?? ''}
        options={[
          { value: '', label: 'Both' },
          { value: 'must', label: 'must' },
          { value: 'should', label: 'should' },
        ]}
      />
      <FilterSelect
        label="Place"
        name="place"
        value={query.place ?? ''}
        options={[
          { value: '', label: 'Anywhere' },
          { value: 'skill', label: 'SKILL.md' },
          { value: 'reference', label: 'A reference' },
          { value: 'missing', label: 'Missing' },
        ]}
      />
      <FilterSelect
        label="Show"
        name="show"
        value={query.onlySkipped ? 'skipped' : ''}
        options={[
          { value: '', label: 'Every rule' },
          { value: 'skipped', label: 'Skipped at least once' },
        ]}
      />
    </FilterBar>
  );
}
