import { defineConfig } from 'prisma/config';

/**
 * For Prisma's own commands. This project needs none of their downloads: `npm run db:migrate` and `npm run db:diff` work
 * with what npm installed.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
