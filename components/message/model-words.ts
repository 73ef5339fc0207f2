/** The part of a model's id that people know it by: `openai:gpt-5` is `gpt-5`. */
export function toModelName(model: string): string {
  return model.slice(model.indexOf(':') + 1);
}

/** Answers of the demo model are scripted, and every one of them says so. */
export function isDemoModel(model: string): boolean {
  return /^demo\b/.test(model);
}
