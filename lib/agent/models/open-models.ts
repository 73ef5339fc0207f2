import type { ModelSettings } from '#lib/config/env.ts';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { createModelRegistry, type ModelRegistry } from './registry.ts';
import { toModelChoice } from './to-model-choice.ts';
import { hasProvider, toModelConfig } from './to-model-config.ts';

/** What it thinks before the first word, told in words of its pace. */
const THINK_WORDS = 10;

/** A model provider of our own, for where no other one is set up. */
interface DemoServer {
  start(options: { port: number }): Promise<{ url: string }>;
  stop(): Promise<void>;
}

interface DemoOptions {
  readonly faults: boolean;
  readonly defaults: { readonly wordsPerSecond: number; readonly thinkMs: number };
}

/** The models of this installation, as the environment names them; with no key set, the demo model. */
export async function openModels(
  settings: ModelSettings,
  createDemo: (options: DemoOptions) => DemoServer,
): Promise<{
  models: ModelRegistry;
  /** As pages show them. */
  offered: readonly ModelChoice[];
  close(): Promise<void>;
}> {
  const demo = hasProvider(settings) ? undefined : createDemo(toDemoOptions(settings));
  const address = await demo?.start({ port: settings.demoModelPort });
  const models = createModelRegistry(toModelConfig(settings, address?.url));
  return { models, offered: models.listModels().map(toModelChoice), close: async () => demo?.stop() };
}

function toDemoOptions({ demoFaults, demoWordsPerSecond }: ModelSettings): DemoOptions {
  const pace = { wordsPerSecond: demoWordsPerSecond, thinkMs: (THINK_WORDS * 1_000) / demoWordsPerSecond };
  return { faults: demoFaults === 'on', defaults: pace };
}
