/** Models of the demo server are scripts of ours: what they do shows that the machinery works, and nothing about models. */
export function isSimulated(modelId: string): boolean {
  return modelId.startsWith('demo:');
}
