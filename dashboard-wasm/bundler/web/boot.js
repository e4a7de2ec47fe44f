// Loads the explorer: data chunks and program, on http and from disk, and says in words what failed.
//
// It runs as soon as it is there, so that from disk files are asked for before anything is drawn. The page gives, in
// scripts that come before or after this one, self.quarterdeckManifest (the data manifest), wasm_bindgen and
// self.quarterdeckGlue (the glue and its stamp); and an element #explorer with static content.
// The program takes self.quarterdeckData = { manifest, chunks } (JSON texts) and calls self.quarterdeckReady() once it is
// drawn and listens, or self.quarterdeckFailed(what) when it cannot go on.
// It asks for the rest of itself with self.quarterdeckRest(): see `split` in the bundler.
(function () {
  "use strict";

  var STAMP_SECTION = "quarterdeck.stamp";
  // The explorer's place and what stood there, once the page has been read.
  var host;
  var kept;
  var waiting = new Map();
  var failed = false;

  // A fault with what to do about it, in words for the reader.
  function Fault(what, cure) {
    this.what = what;
    this.cure = cure;
  }

  // What the first part of the program exports, once it runs.
  var running;
  // The rest of the program, once it is asked for.
  var rest;

  var RELOAD = "Reload the page; if it stays, the site was perhaps uploaded in part: build and publish it again.";

  // What comes within this time replaces the static page; later its reader wants all of it.
  var SOON_MS = 2000;

  // Leaves rows of the static page that are below the view out of its layout (see explorer.css).
  function shorten(yes) {
    document.documentElement.classList.toggle("explorer-soon", yes);
  }

  async function say(fault) {
    shorten(false);
    await place();
    if (!host) {
      return;
    }
    var box = document.createElement("div");
    var head = document.createElement("strong");
    box.className = "card callout bad explorer-fault";
    box.setAttribute("role", "alert");
    head.textContent = "The interactive explorer is not running.";
    box.append(head, " " + fault.what + " " + fault.cure + " The tables below are complete without it.");
    host.replaceChildren(box, ...kept);
    host.dataset.state = "failed";
  }

  function fail(reason) {
    if (failed) {
      return;
    }
    failed = true;
    var fault = reason instanceof Fault ? reason : new Fault(plain(reason), RELOAD);
    // Also for those who look there: the page itself says the same.
    console.error("Quarterdeck explorer:", fault.what, reason instanceof Fault ? "" : reason);
    say(fault);
  }

  function plain(reason) {
    var text = reason && reason.message ? reason.message : String(reason);
    return text.endsWith(".") ? text : text + ".";
  }

  function decoded(base64) {
    // Browsers of 2025 do it themselves.
    if (Uint8Array.fromBase64) {
      return Uint8Array.fromBase64(base64);
    }
    var text = atob(base64);
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i += 1) {
      bytes[i] = text.charCodeAt(i);
    }
    return bytes;
  }

  // Base64 of gzip to a stream of the original bytes.
  function inflate(base64) {
    var stream = new Blob([decoded(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream);
  }

  // Resolves once something that a script of the page gives is there, or cannot come any more.
  function given(name) {
    return new Promise(function (resolve) {
      function look() {
        if (self[name] !== undefined || document.readyState === "complete") {
          resolve();
        }
      }
      look();
      // Neither event bubbles: both are caught on their way down.
      document.addEventListener("load", look, true);
      addEventListener("load", look);
    });
  }

  // Finds the explorer's place once the page has been read.
  async function place() {
    if (document.readyState === "loading") {
      await new Promise(function (resolve) {
        document.addEventListener("readystatechange", resolve, { once: true });
      });
    }
    if (!kept) {
      host = document.getElementById("explorer");
      kept = host ? Array.from(host.childNodes) : [];
    }
  }

  // Resolves once a frame was drawn; soon also in a tab that nobody sees, where none is.
  function drawn() {
    return new Promise(function (resolve) {
      requestAnimationFrame(function () {
        setTimeout(resolve, 0);
      });
      setTimeout(resolve, 500);
    });
  }

  // Adds a classic script, which loads on http and from disk alike; resolves when it has run.
  function load(src) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = src;
      script.onload = resolve;
      script.onerror = function () {
        reject(new Fault("The file " + src + " could not be loaded.", RELOAD));
      };
      document.head.append(script);
    });
  }

  // Loads a script that must hand something over under `key`.
  async function receive(src, key) {
    var got;
    waiting.set(key, function (value) {
      got = value;
    });
    await load(src);
    waiting.delete(key);
    if (got === undefined) {
      throw new Fault("The file " + src + " holds other data than its name says: two builds are mixed.", RELOAD);
    }
    return got;
  }

  function hand(key, value) {
    var take = waiting.get(key);
    if (take) {
      take(value);
    }
  }

  self.quarterdeckChunk = function (file, base64) {
    hand("chunk " + file, base64);
  };
  self.quarterdeckWasm = function (base64) {
    hand("wasm", base64);
  };
  self.quarterdeckFailed = function (what) {
    fail(new Fault(plain(what), "Reload the page to go on; if it happens again, please report it with this text."));
  };
  self.quarterdeckReady = function () {
    if (!failed) {
      host.dataset.state = "ready";
    }
  };

  // The program lets others go first. A timer would do, but browsers let each of many in a row wait for 4 ms.
  self.quarterdeckPause = function () {
    if (self.scheduler && scheduler.yield) {
      return scheduler.yield();
    }
    return new Promise(function (resolve) {
      setTimeout(resolve, 0);
    });
  };

  // Files that few readers need, when the program asks for them.
  self.quarterdeckFile = function (file) {
    return chunk({ file: file });
  };

  // The program asks for the older data files itself, one after another, once the newest is on the screen.
  self.quarterdeckLoad = function (index) {
    return chunk(self.quarterdeckManifest.chunks[index]);
  };

  async function chunk(entry) {
    var base64 = await receive(entry.file, "chunk " + entry.file);
    try {
      return await inflate(base64).text();
    } catch (_) {
      throw new Fault("The file " + entry.file + " is damaged.", RELOAD);
    }
  }

  // Over http: compiled while it arrives. A server that names another content type gets the slower way.
  async function fetched(wasm) {
    var response = await fetch(wasm.raw);
    if (!response.ok) {
      throw new Error("HTTP status " + response.status);
    }
    var type = (response.headers.get("content-type") || "").split(";")[0].trim().toLowerCase();
    if (type === "application/wasm" && WebAssembly.compileStreaming) {
      return WebAssembly.compileStreaming(response);
    }
    return WebAssembly.compile(await response.arrayBuffer());
  }

  async function scripted(wasm) {
    var base64 = await receive(wasm.script, "wasm");
    return WebAssembly.compile(await inflate(base64).arrayBuffer());
  }

  function overHttp() {
    return location.protocol === "http:" || location.protocol === "https:";
  }

  async function program(wasm) {
    if (!overHttp()) {
      return scripted(wasm);
    }
    try {
      return await fetched(wasm);
    } catch (_) {
      // A proxy that refuses .wasm still lets scripts through.
      return scripted(wasm);
    }
  }

  function stampOf(module) {
    var section = WebAssembly.Module.customSections(module, STAMP_SECTION)[0];
    return section ? new TextDecoder().decode(section) : "";
  }

  function check() {
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      throw new Fault(
        "This browser has no WebAssembly or no DecompressionStream.",
        "Use a browser of 2023 or later (Chrome 80, Firefox 113, Safari 16.4).",
      );
    }
    if (!self.quarterdeckManifest) {
      throw new Fault("The list of data files (data/manifest…js) could not be loaded.", RELOAD);
    }
    if (self.quarterdeckManifest.version !== 1) {
      throw new Fault("The data has version " + self.quarterdeckManifest.version + "; this page reads version 1.", RELOAD);
    }
  }

  // Runs the program in the explorer's place.
  async function run(module) {
    await given("wasm_bindgen");
    if (typeof wasm_bindgen !== "function") {
      throw new Fault("The program's loader (assets/dashboard…js) could not be loaded.", RELOAD);
    }
    running = wasm_bindgen({ module_or_path: ofThisBuild(module) });
    await running;
  }

  // Throws where a part of the program is of another build than its loader.
  function ofThisBuild(module) {
    if (stampOf(module) !== self.quarterdeckGlue) {
      throw new Fault("The program and its loader come from two different builds.", RELOAD);
    }
    return module;
  }

  async function loadRest() {
    var files = self.quarterdeckManifest.rest;
    if (!files) {
      throw new Fault("The list of data files names no rest of the program: two builds are mixed.", RELOAD);
    }
    var parts = await Promise.all([program(files), running]);
    await WebAssembly.instantiate(ofThisBuild(parts[0]), { main: parts[1] });
    return "";
  }

  // Resolves once the rest of the program is there. What failed is tried anew when it is asked for again.
  self.quarterdeckRest = function () {
    if (!rest) {
      rest = loadRest();
      rest.catch(function () {
        rest = undefined;
      });
    }
    return rest;
  };

  async function start() {
    await given("quarterdeckManifest");
    check();
    shorten(true);
    setTimeout(shorten, SOON_MS, false);
    var manifest = self.quarterdeckManifest;
    if (overHttp()) {
      // On a slow network the program would delay the page that is read meanwhile.
      await place();
      await drawn();
    }
    var parts = await Promise.all([program(manifest.wasm), Promise.all(manifest.chunks.slice(-1).map(chunk)), place()]);
    if (!host) {
      return;
    }
    host.dataset.state = "loading";
    self.quarterdeckData = { manifest: JSON.stringify(manifest), chunks: parts[1] };
    await run(parts[0]);
  }

  start().catch(fail);
})();
