import { createDemoModelServer } from '#lib/demo-model/server.ts';
import { stamp } from '../clock.ts';

/** `say N stamps at R per second`: each word says when it was said. Nothing else of the demo model changes. */
const server = createDemoModelServer({
  findScript(prompt) {
    const count = Number(/say (\d+) stamps/.exec(prompt)?.[1]);
    if (Number.isNaN(count)) return undefined;
    return {
      prefix: () => '',
      *tokensFrom() {
        for (let n = 0; n < count; n++) yield stamp();
      },
    };
  },
});
const { port } = await server.start();
process.send?.({ port });
