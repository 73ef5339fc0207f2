/** The model that judges; one that is not offered is none. */
export function findJudge(
  models: { listModels(): readonly { readonly id: string }[] },
  modelId: string | undefined,
): string | undefined {
  return models.listModels().find(({ id }) => id === modelId)?.id;
}
