import type { ModelSettings } from '#lib/config/env.ts';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { createModelRegistry, type ModelRegistry } from './registry.ts';
import { toModelChoice } from './to-model-choice.ts';
import { hasProvider, toModelConfig } from './to-model-config.ts';

/** A model provider of our own, for where no other one is set up. */
interface DemoServer {
  start(options: { port: number }): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** The models of this installation, as the environment names them; with no key set, the demo model. */
export async function openModels(
  settings: ModelSettings,
  createDemo: (options: { faults: boolean }) => DemoServer,
): Promise<{
  models: ModelRegistry;
  /** As pages show them. */
  offered: readonly ModelChoice[];
  close(): Promise<void>;
}> {
  const demo = hasProvider(settings) ? undefined : createDemo({ faults: settings.demoFaults === 'on' });
  const address = await demo?.start({ port: settings.demoModelPort });
  const models = createModelRegistry(toModelConfig(settings, address?.url));
  return { models, offered: models.listModels().map(toModelChoice), close: async () => demo?.stop() };
}
