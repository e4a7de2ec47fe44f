// Opens a report in Chromium over HTTP and from disk; prints when its content was there, and what it asked of others.
//   node visit.mjs '{"modules", "chromium", "folder", "page", "sign", "served", "visits"}'
// `sign`: the text that must be on the page, without spaces and commas; "" waits for ink on the last canvas instead.
// `served`: files of this machine that stand in for addresses elsewhere.
import { createServer } from "node:http";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const { modules, chromium, folder, page: front, sign, served, visits } = JSON.parse(process.argv[2]);
// Milliseconds until a page is taken for one that does not show its content.
const PATIENCE = 120_000;
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

// Runs in the page. Times count from the start of the navigation, as the page's own clock does.
function watch(sign) {
  const ink = () => {
    const canvas = [...document.querySelectorAll("canvas")].at(-1);
    if (canvas === undefined || canvas.width * canvas.height === 0) return false;
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte !== 0);
  };
  const bare = (text) => text.replace(/[\s,]/g, "");
  // What stands in the page, seen or not; unlike innerText it makes the browser lay nothing out.
  const written = () => {
    const scripts = (node) => (/^(SCRIPT|STYLE)$/.test(node.nodeName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, scripts);
    let text = "";
    while (nodes.nextNode()) text += nodes.currentNode.nodeValue ?? "";
    return bare(text);
  };
  const text = () => document.body !== null && written().includes(sign) && bare(document.body.innerText).includes(sign);
  // A look costs the page time: the next one waits ten times as long as the last one took. One that fails on a page half
  // there is not the last one.
  const look = () => {
    const began = performance.now();
    let there = false;
    try {
      there = sign === "" ? ink() : text();
    } catch {
      // Next time.
    }
    if (there) window.contentSeen = performance.now();
    else setTimeout(look, Math.max(20, 10 * (performance.now() - began)));
  };
  setTimeout(look, 0);
}

// Nothing leaves this machine: a request to elsewhere is counted, and refused or answered from disk.
async function guard(page, strangers) {
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const address = request.url();
    if (/^(data|blob|file|about):/.test(address) || address.startsWith(base)) return request.continue();
    strangers.add(new URL(address).host);
    const file = served[address];
    if (file === undefined) return request.abort();
    return request.respond({ status: 200, contentType: types[path.extname(file)], body: await readFile(file) });
  });
}

async function visit(address) {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    const strangers = new Set();
    await guard(page, strangers);
    await page.evaluateOnNewDocument(watch, sign);
    let seen = null;
    try {
      await page.goto(address, { waitUntil: "domcontentloaded", timeout: PATIENCE });
      await page.waitForFunction(() => window.contentSeen !== undefined, { timeout: PATIENCE, polling: 100 });
      seen = await page.evaluate(() => window.contentSeen);
    } catch {
      // Not in time.
    }
    const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null;
    if (seen !== null) await page.waitForFunction(painted, { timeout: PATIENCE, polling: 100 }).catch(() => {});
    const paint = await page.evaluate(painted);
    // Nobody sees what is in the page before something is painted.
    if (seen !== null) seen = Math.max(seen, paint ?? seen);
    return { seen, paint, strangers: [...strangers] };
  } finally {
    await browser.close();
  }
}

async function median(address) {
  const runs = [];
  while (runs.length < visits) {
    runs.push(await visit(address));
    // What is not there at first will not be there at third, and two minutes are long.
    if (runs[0].seen === null) break;
  }
  return runs.sort((a, b) => (a.seen ?? 1e9) - (b.seen ?? 1e9))[Math.floor(runs.length / 2)];
}

let [file, hash] = front.split("#");
file ||= "index.html";
if (Object.keys(served).length > 0) {
  // Checksums in the page are of the very files elsewhere, of which npm has some in another form.
  const html = await readFile(path.join(folder, file), "utf8");
  file = `at-hand-${file}`;
  await writeFile(path.join(folder, file), html.replace(/ (integrity|crossorigin)="[^"]*"/g, ""));
}
const fragment = hash === undefined ? "" : `#${hash}`;
const http = await median(base + file + fragment);
const disk = await median(pathToFileURL(path.join(folder, file)).href + fragment);
console.log(JSON.stringify({ http, disk }));
server.close();
