// Runs in the page, told `letters`: types them one by one into the search, takes them away again, and says how long each
// took from the key to the redrawn table, and how long the page ever stood still.
const letters = arguments[0];
const done = arguments[arguments.length - 1];
const field = document.querySelector("#explorer input[type=search]");
const count = () => document.querySelector(".explorer-rows .card-head p").textContent;
const started = performance.now();
const long = [];
const loading = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    (entry.startTime < started ? loading : long).push(entry.duration);
  }
}).observe({ type: "longtask", buffered: true });
let last = performance.now();
let still = 0;
let watching = true;
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  const now = performance.now();
  still = Math.max(still, now - last);
  last = now;
  if (watching) {
    setTimeout(() => channel.port2.postMessage(0), 1);
  }
};
channel.port2.postMessage(0);

// From the key to the frame that shows other rows.
function type(text) {
  const before = count();
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const observer = new MutationObserver(() => {
      if (count() !== before) {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began), 0));
      }
    });
    observer.observe(document.querySelector("#explorer"), { subtree: true, childList: true, characterData: true });
    setTimeout(() => reject(new Error(`nothing was redrawn for ${text} at ${before}`)), 20000);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

(async () => {
  const keys = [];
  for (let n = 1; n <= letters.length; n += 1) {
    keys.push(await type(letters.slice(0, n)));
  }
  for (let n = letters.length - 1; n >= 0; n -= 1) {
    keys.push(await type(letters.slice(0, n)));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  watching = false;
  done(JSON.stringify({ keys, long, loading, still, rows: count() }));
})().catch((error) => done(JSON.stringify({ error: String(error) })));
