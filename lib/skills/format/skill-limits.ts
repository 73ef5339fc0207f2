/** Those of the Agent Skills format, and ours where it sets none. A skill that is larger is refused, never cut. */
export const skillLimits = {
  nameChars: 64,
  descriptionChars: 1_024,
  compatibilityChars: 500,
  /** The body has fewer than this. */
  bodyLines: 500,
  bodyTokens: 5_000,
  references: 20,
  /** Of one file. Nothing of a larger one is looked at. */
  fileChars: 100_000,
  frontMatterChars: 16_000,
} as const;
