import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

type Rule = { window: number; max: number };
type Consumed = { allowed: boolean; retryAfter: number | null };

/**
 * Counts requests in fixed windows of seconds, per process. (Better Auth's own store restarts its window with every
 * request that it allows: thirty guests an hour from one office would be refused in the end.)
 */
export function createRateLimitStorage(): { consume(key: string, rule: Rule): Promise<Consumed> } {
  const limiters = new Map<string, RateLimiterMemory>();
  return {
    async consume(key, { window, max }) {
      const ruleKey = `${max}/${window}`;
      const limiter = limiters.get(ruleKey) ?? new RateLimiterMemory({ points: max, duration: window });
      limiters.set(ruleKey, limiter);
      try {
        await limiter.consume(key);
        return { allowed: true, retryAfter: null };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { allowed: false, retryAfter: Math.ceil(refusal.msBeforeNext / 1000) };
      }
    },
  };
}
