const GIVE_UP_AFTER_MS = 10_000;

/**
 * Puts the focus on the heading of the page that has come, so that a screen reader reads where one is and the keyboard
 * goes on from there. Waits for the heading if the page is still fetching what it shows.
 */
export function focusHeading(): void {
  setTimeout(() => {
    if (!focusNow()) waitForHeading();
  });
}

function focusNow(): boolean {
  const heading = document.querySelector<HTMLElement>('#main h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

function waitForHeading(): void {
  const main = document.getElementById('main');
  if (main === null) return;
  const observer = new MutationObserver(() => {
    if (focusNow()) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), GIVE_UP_AFTER_MS);
}
