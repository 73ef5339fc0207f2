import type { NextConfig } from 'next';

const config: NextConfig = {
  // Types are a check of their own (`npm run check`): TypeScript 7 has no API that a build could call.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node at run time: the database client is one for pages and server alike.
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'pino'],
  poweredByHeader: false,
};

export default config;
