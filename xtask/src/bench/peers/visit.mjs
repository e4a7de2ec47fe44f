// Opens a report in Chromium over HTTP and from disk; prints when its content was there, and what it asked of others.
//   node visit.mjs PUPPETEER CHROMIUM FOLDER TEXT
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, folder, text] = process.argv.slice(2);
const puppeteer = createRequire(path.join(modules, "x.js"))("puppeteer-core");
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const server = createServer(async (request, response) => {
  const name = decodeURIComponent(request.url.split(/[?#]/)[0]);
  const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
  try {
    const bytes = await readFile(file);
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    response.writeHead(404);
    response.end();
  }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const base = `http://127.0.0.1:${server.address().port}/`;

async function visit(address) {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const page = await browser.newPage();
  const strangers = new Set();
  // Nothing leaves this machine: a request to elsewhere is counted and refused.
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const own = /^(data|blob|file):/.test(request.url()) || request.url().startsWith(base);
    if (!own) strangers.add(new URL(request.url()).host);
    return own ? request.continue() : request.abort();
  });
  // Times count from the start of the navigation, as the page's own clock does.
  await page.evaluateOnNewDocument((text) => {
    const look = () => {
      const there = document.body !== null && document.body.innerText.replace(/[\s,]/g, "").includes(text);
      if (there) window.contentSeen = performance.now();
      else setTimeout(look, 20);
    };
    setTimeout(look, 0);
  }, text);
  let seen = null;
  try {
    await page.goto(address, { waitUntil: "domcontentloaded", timeout: 60000 });
    await page.waitForFunction(() => window.contentSeen !== undefined, { timeout: 30000, polling: 100 });
    seen = await page.evaluate(() => window.contentSeen);
  } catch {
    // Not within half a minute.
  }
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null);
  await browser.close();
  return { seen, paint, strangers: [...strangers] };
}

const median = (runs) => runs.sort((a, b) => (a.seen ?? 1e9) - (b.seen ?? 1e9))[Math.floor(runs.length / 2)];
const http = median([await visit(base), await visit(base), await visit(base)]);
const file = await visit(pathToFileURL(path.join(folder, "index.html")).href);
console.log(JSON.stringify({ http, file }));
server.close();
