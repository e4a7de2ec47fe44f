// Sorting and filtering of tables that are already on the page. Without script they stay as generated.
//   <table data-sortable>      a click on a heading sorts by that column (data-sort on a cell wins over its text)
//   <div class="filter" data-filter="table-id" hidden><input></div>   filters the rows of that table
//   <div class="table">        one that is too wide for its place can be scrolled with keys
(function () {
  "use strict";
  var MINUS = /\u2212/g;
  // What groups digits, but for the sign that parts whole from decimals.
  var DECIMAL = document.documentElement.getAttribute("data-decimal") || ".";
  var NOISE = DECIMAL === "," ? /[\s\u00a0\u2009\u202f.]/g : /[\s\u00a0\u2009\u202f,]/g;

  function key(row, column) {
    var cell = row.cells[column];
    if (!cell) {
      return "";
    }
    return cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : written(cell.textContent.trim());
  }

  // A text of the page with its number as scripts read it. What data-sort says is so already.
  function written(text) {
    return /^[+\u2212-]?\d/.test(text) ? text.replace(MINUS, "-").replace(NOISE, "").replace(DECIMAL, ".") : text;
  }

  // Units that values of one figure are written in, each with its size: 19.8 ms is more than 328 µs.
  var SIZES = { ns: 1, "µs": 1e3, ms: 1e6, s: 1e9, min: 6e10, B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

  function number(plain) {
    var parts = /^([+-]?\d+(?:\.\d+)?)(\p{L}*)/u.exec(plain);
    return parts && !/^\d+-\d/.test(plain) ? parseFloat(parts[1]) * (SIZES[parts[2]] || 1) : NaN;
  }

  function compare(a, b) {
    var x = number(a);
    var y = number(b);
    if (!isNaN(x) && !isNaN(y)) {
      return x - y;
    }
    // What has no figure stays below what has one.
    return isNaN(x) - isNaN(y) || (a < b ? -1 : a > b ? 1 : 0);
  }

  function sort(table, column, descending) {
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.filter.call(body.rows, function (row) {
        // A gap is a statement about neighbours in time: in another order it would be untrue.
        row.hidden = row.hidden || row.matches(".gap");
        return !row.matches(".group, .gap");
      });
      rows
        .map(function (row, at) {
          return { row: row, key: key(row, column), at: at };
        })
        .sort(function (a, b) {
          var order = compare(a.key, b.key);
          return (descending ? -order : order) || a.at - b.at;
        })
        .forEach(function (entry) {
          body.appendChild(entry.row);
        });
    });
  }

  function sortable(table) {
    var headings = Array.prototype.slice.call(table.tHead ? table.tHead.rows[0].cells : []);
    headings.forEach(function (heading, column) {
      if (!heading.textContent.trim() || heading.hasAttribute("data-unsorted")) {
        return;
      }
      var button = document.createElement("button");
      button.type = "button";
      while (heading.firstChild) {
        button.appendChild(heading.firstChild);
      }
      heading.appendChild(button);
      button.addEventListener("click", function () {
        var descending = heading.getAttribute("aria-sort") === "ascending";
        headings.forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  }

  function filterable(box) {
    var table = document.getElementById(box.getAttribute("data-filter"));
    var input = box.querySelector("input");
    var output = box.querySelector("output");
    if (!table || !input) {
      return;
    }
    box.hidden = false;
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      var total = 0;
      Array.prototype.forEach.call(table.tBodies, function (body) {
        Array.prototype.forEach.call(body.rows, function (row) {
          if (row.matches(".group, .gap")) {
            row.hidden = words.length > 0;
            return;
          }
          var text = row.textContent.toLowerCase();
          row.hidden = !words.every(function (word) {
            return text.indexOf(word) >= 0;
          });
          total += 1;
          shown += row.hidden ? 0 : 1;
        });
      });
      if (output) {
        output.textContent = words.length ? shown + " of " + total + " rows" : "";
      }
    });
  }

  function reachable() {
    document.querySelectorAll(".table").forEach(function (box) {
      var wider = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      // A link in a column that is left out at this width cannot be reached.
      var stops = Array.prototype.some.call(box.querySelectorAll("a, button"), function (stop) {
        return stop.getClientRects().length > 0;
      });
      if (wider && !stops) {
        box.tabIndex = 0;
      } else {
        box.removeAttribute("tabindex");
      }
    });
  }

  // Sizes are asked for once the page has been drawn: before that the browser would have to lay it out one time more.
  requestAnimationFrame(function () {
    setTimeout(reachable, 0);
  });
  window.addEventListener("resize", reachable);
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  document.querySelectorAll("[data-filter]").forEach(filterable);
})();
