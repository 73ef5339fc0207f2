import { describeCommands } from './testing/command-contract.ts';
import { openRaceTrack } from './testing/race-track.ts';

describeCommands('two nodes with Postgres', async () => {
  const { one, two, close } = await openRaceTrack();
  return { logs: [one.log, two.log], holder: one.holder, close };
});
