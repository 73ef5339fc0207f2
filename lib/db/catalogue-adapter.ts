import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const { CHAR, TEXT } = pg.types.builtins;

/**
 * Prisma's Postgres adapter, able to read Postgres' catalogue: the flags there are of type `"char"`, which the schema
 * engine asks for and the adapter does not know. `close` ends its connections.
 */
export function createCatalogueAdapter(
  url: string,
): SqlMigrationAwareDriverAdapterFactory & { close(): Promise<void> } {
  const flagColumns = new WeakMap<unknown[], ReadonlySet<number>>();
  const pool = new pg.Pool({ connectionString: url });
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: async (statement: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
      const result = await query(statement);
      const flags = result.fields.filter(({ dataTypeID }) => dataTypeID === CHAR);
      flagColumns.set(result.rows, new Set(flags.map((field) => result.fields.indexOf(field))));
      for (const field of flags) field.dataTypeID = TEXT;
      return result;
    },
  });

  const factory = new PrismaPg(pool);
  const connect = async (): ReturnType<typeof factory.connect> => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      queryRaw: async (statement: Parameters<typeof queryRaw>[0]) => {
        const result = await queryRaw(statement);
        const flags = flagColumns.get(result.rows);
        const columnTypes = result.columnTypes.map((type, index) =>
          flags?.has(index) ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      },
    });
  };
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect, connectToShadowDb: refuseShadow, close: () => pool.end() };
}

function refuseShadow(): Promise<never> {
  return Promise.reject(
    new Error('cannot make a shadow database: migrations are replayed by applyMigrations'),
  );
}
