/** One line of the report. Figures are of one run of the bench, medians where a figure is taken several times. */
export interface Row {
  readonly [column: string]: string | number;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What the figures are held against: ids of goals and their numbers, in words. */
  readonly goal: string;
  run(world: World): Promise<Row[]>;
}

/** How much is measured. */
export interface Plan {
  /** Less of everything, to see that it runs. */
  readonly quick: boolean;
  /** Instead of the numbers of runs that a scenario tries by itself. */
  readonly runs: readonly number[] | undefined;
  /** Instead of the number of drops that are tried by itself. */
  readonly drops: number | undefined;
  /** For the servers that are measured. */
  readonly nodeArgs: string[];
}

/** What every scenario is given. */
export interface World {
  /** Of a throw-away cluster with fsync on. Each call makes a migrated database. */
  createDatabase(): Promise<string>;
  /** CPU seconds of all processes of the cluster. */
  postgresCpuSeconds(): number;
  /** Of the model provider that stamps its words. */
  readonly modelUrl: string;
  readonly plan: Plan;
}
