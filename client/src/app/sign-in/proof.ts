/** Whether the person has of late proved once more who they are, by the word of the server. */
export async function isProven(now: number): Promise<boolean> {
  const response = await fetch('/auth/session', { credentials: 'same-origin' });
  const { elevatedUntil } = (await response.json()) as { readonly elevatedUntil?: string };
  return elevatedUntil !== undefined && Date.parse(elevatedUntil) > now;
}
