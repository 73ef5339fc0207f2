/** A ban without an end is for good. */
export function isBanned(user: {
  banned?: boolean | null | undefined;
  banExpires?: Date | null | undefined;
}): boolean {
  return user.banned === true && (!user.banExpires || user.banExpires > new Date());
}
