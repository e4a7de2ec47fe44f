// Runs in every new document, before the page's own scripts: notes when a reader first sees the explorer. The program is
// not asked, so that any build of it is measured alike. Time counts from the navigation, in milliseconds.
new MutationObserver((_, observer) => {
  // Rows that say where they stand are the program's; the static page has none.
  if (!document.querySelector(".explorer-rows tbody tr[aria-rowindex]")) {
    return;
  }
  observer.disconnect();
  // The task behind the next frame, ahead of other tasks that wait.
  requestAnimationFrame(() =>
    scheduler.postTask(() => (self.firstFrame = performance.now()), { priority: "user-blocking" }),
  );
}).observe(document, { subtree: true, childList: true });
