// The search box: <div data-search="address of search.js" hidden></div>. It is made here, so that a page without script
// shows none, and reads its index when it is used for the first time.
// The index is {groups: [{kind, note, entries: [[name, detail, href], …]}, …]}; texts of it are placed as text only.
(function () {
  "use strict";
  var MOST = 12;
  var place = document.querySelector("[data-search]");
  if (!place) {
    return;
  }
  var address = place.getAttribute("data-search");
  var root = address.replace(/[^\/]*$/, "");
  var index = null;
  var asked = false;
  var active = -1;

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    element.textContent = text || "";
    return element;
  }

  var label = make("label", { for: "search", class: "visually-hidden" }, "Search this site");
  var input = make("input", {
    id: "search", type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "search-found",
    "aria-autocomplete": "list", "aria-keyshortcuts": "/", autocomplete: "off", spellcheck: "false",
    placeholder: "Search  /"
  });
  var panel = make("div", { class: "search-panel", hidden: "" });
  var list = make("ul", { id: "search-found", role: "listbox", "aria-label": "Found" });
  var said = make("p", { class: "sub", role: "status" });
  panel.append(list, said);
  place.append(label, input, panel);
  place.hidden = false;

  function load() {
    if (asked) {
      return;
    }
    asked = true;
    var script = make("script", { src: address });
    script.onload = function () {
      index = self.quarterdeckSearch || null;
      show();
    };
    script.onerror = function () {
      // The next use asks again: the line may have been down.
      asked = false;
      script.remove();
      say("The list of what can be found could not be loaded: " + address + " is missing beside this page.");
    };
    document.head.append(script);
  }

  // How well one word fits. 0: the name begins so; 1: a word of it does; 2: it is somewhere in the name; 3: in what is
  // told beside it; 4: nowhere.
  function fit(name, detail, word) {
    var at = name.indexOf(word);
    if (at === 0) {
      return 0;
    }
    for (var next = at; next > 0; next = name.indexOf(word, next + 1)) {
      if (!/[a-z0-9]/.test(name.charAt(next - 1))) {
        return 1;
      }
    }
    return at > 0 ? 2 : detail.indexOf(word) >= 0 ? 3 : 4;
  }

  // The first word says where the name begins, the others must be found as well.
  function rank(name, detail, words) {
    return words.reduce(function (worst, word, at) {
      var one = fit(name, detail, word);
      return Math.max(worst, at > 0 && one === 1 ? 0 : one);
    }, 0);
  }

  function find(query) {
    var words = query.toLowerCase().split(/\s+/).filter(Boolean);
    var found = [];
    index.groups.forEach(function (group) {
      group.entries.forEach(function (entry) {
        var fit = rank(entry[0].toLowerCase(), (entry[1] + " " + group.kind).toLowerCase(), words);
        if (fit < 4) {
          found.push({ fit: fit, at: found.length, kind: group.kind, entry: entry });
        }
      });
    });
    return found.sort(function (a, b) {
      return a.fit - b.fit || a.at - b.at;
    });
  }

  function notes() {
    return index.groups.map(function (group) { return group.note; }).filter(Boolean).join(" ");
  }

  function say(text) {
    said.textContent = text;
    open(true);
  }

  function open(yes) {
    panel.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes && list.children.length > 0));
    if (!yes) {
      choose(-1);
    }
  }

  // The option number `to`; none for -1.
  function choose(to) {
    var options = list.children;
    if (options[active]) {
      options[active].setAttribute("aria-selected", "false");
    }
    active = options[to] ? to : -1;
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function option(hit, at) {
    var item = make("li", { id: "search-" + at, role: "option", "aria-selected": "false", "data-href": root + hit.entry[2] });
    item.append(make("span", { class: "search-kind" }, hit.kind), " ", make("bdi", { class: "search-name" }, hit.entry[0]), " ", make("bdi", { class: "search-detail" }, hit.entry[1]));
    return item;
  }

  function show() {
    var query = input.value.trim();
    list.textContent = "";
    active = -1;
    input.removeAttribute("aria-activedescendant");
    if (!query || !index) {
      said.textContent = "";
      open(false);
      return;
    }
    var found = find(query);
    found.slice(0, MOST).forEach(function (hit, at) {
      list.append(option(hit, at));
    });
    if (!found.length) {
      say("No page or figure is called “" + query + "”. " + notes());
    } else {
      say(found.length > MOST ? MOST + " of " + found.length + " are shown: more letters show fewer." : found.length === 1 ? "1 found." : found.length + " found.");
    }
  }

  function go(item, event) {
    var href = item && item.getAttribute("data-href");
    if (!href) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      window.open(href, "_blank", "noopener");
      return;
    }
    open(false);
    location.href = href;
  }

  input.addEventListener("focus", function () {
    load();
    show();
  });
  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) {
        show();
      }
      // Up from nothing is the last one.
      var last = list.children.length - 1;
      choose(event.key === "ArrowDown" ? (active >= last ? 0 : active + 1) : active > 0 ? active - 1 : last);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(list.children[Math.max(active, 0)], event);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (panel.hidden) {
        input.value = "";
        input.blur();
      } else {
        open(false);
      }
    }
  });
  // The list must not take the focus: it would be gone before the click arrives.
  panel.addEventListener("mousedown", function (event) {
    event.preventDefault();
  });
  list.addEventListener("click", function (event) {
    go(event.target.closest("[role=option]"), event);
  });
  input.addEventListener("blur", function () {
    open(false);
  });
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !typing) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})();
