import { BadInput } from './bad-input.ts';

/** All of them when none is named. @throws BadInput with what there is */
export function chooseScenarios(asked: readonly string[], known: readonly string[]): readonly string[] {
  if (known.length === 0) throw new BadInput('cannot run evals: the skill has no scenarios in its folder');
  requireKnown('scenario', asked, known);
  return asked.length > 0 ? asked : known;
}

/**
 * When none is named, the first model of two providers, as what holds for one family may be its own habit; where there is
 * one provider only, two of its models. @throws BadInput with what is offered
 */
export function chooseModels(asked: readonly string[], offered: readonly string[]): readonly string[] {
  requireKnown('model', asked, offered);
  if (asked.length > 0) return asked;
  const firsts = [...Map.groupBy(offered, toProvider).values()].flatMap(([first]) => first ?? []);
  return [...firsts, ...offered.filter((id) => !firsts.includes(id))].slice(0, 2);
}

const toProvider = (modelId: string): string => modelId.slice(0, modelId.indexOf(':'));

function requireKnown(what: string, asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const names = unknown.map((name) => `"${name}"`).join(', ');
  const hint = what === 'model' ? '. More come with the key of a provider, and with MODEL' : '';
  throw new BadInput(`cannot run evals: there is no ${what} ${names}. There are: ${known.join(', ')}${hint}`);
}
