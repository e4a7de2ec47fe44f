// Two runs, or two periods, are chosen on the page and compared in the explorer. Without script the table of runs links to
// their pages, and the comparisons above it are complete.
//   <section data-compare="explore.html">  the explorer's page
//     <div data-picker hidden>             days and the link go here
//     <tr data-run="id">                   gets a choice for A and one for B
// The choice is in the address: compare.html#v=1&a=…&b=…, where a side is an id or days such as 2026-11-01..2026-11-07.
(function () {
  "use strict";
  var box = document.querySelector("[data-compare]");
  var place = box && box.querySelector("[data-picker]");
  if (!place) {
    return;
  }
  var SIDES = ["a", "b"];
  var rows = Array.prototype.slice.call(box.querySelectorAll("tr[data-run]"));
  var days = {};
  var result = element("p", "picked");
  result.setAttribute("role", "status");

  function element(name, style, text) {
    var made = document.createElement(name);
    if (style) {
      made.className = style;
    }
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  function title(row) {
    return row.querySelector("th").textContent;
  }

  function radio(side, row) {
    var made = element("input");
    made.type = "radio";
    made.name = "side-" + side;
    made.value = row.getAttribute("data-run");
    made.setAttribute("aria-label", side.toUpperCase() + ": " + title(row) + ", " + row.querySelector("td").textContent);
    made.addEventListener("change", function () {
      days[side].forEach(function (input) {
        input.value = "";
      });
      tell();
    });
    return made;
  }

  function date(side, words) {
    var label = element("label", "", words + " ");
    var input = element("input");
    input.type = "date";
    input.addEventListener("change", function () {
      var chosen = box.querySelector("input[name=side-" + side + "]:checked");
      if (chosen) {
        chosen.checked = false;
      }
      tell();
    });
    days[side].push(input);
    label.appendChild(input);
    return label;
  }

  function period(side) {
    var set = element("fieldset");
    days[side] = [];
    set.appendChild(element("legend", "", "Days of " + side.toUpperCase()));
    set.appendChild(date(side, "from"));
    set.appendChild(date(side, "to"));
    return set;
  }

  function chosen(side) {
    var run = box.querySelector("input[name=side-" + side + "]:checked");
    var ends = days[side].map(function (input) {
      return input.value;
    });
    return run ? run.value : ends[0] || ends[1] ? ends.join("..") : "";
  }

  // What a side is called, with the page of a run.
  function named(side) {
    var value = chosen(side);
    var row = rows.filter(function (row) {
      return row.getAttribute("data-run") === value;
    })[0];
    var made = element(row ? "a" : "span", "", row ? title(row) : value.replace("..", " to ").trim());
    if (row) {
      made.href = row.querySelector("th a").getAttribute("href");
    }
    return made;
  }

  function hash() {
    var sides = SIDES.filter(chosen).map(function (side) {
      return side + "=" + chosen(side);
    });
    return "#" + ["v=1"].concat(sides).join("&");
  }

  function tell() {
    var missing = SIDES.filter(function (side) {
      return !chosen(side);
    });
    result.textContent = "";
    if (missing.length) {
      var what = missing.join(" and ").toUpperCase();
      result.textContent = "Choose " + what + ": a run of the table below, or days.";
    } else {
      var link = element("a", "go", "Compare in the explorer");
      link.href = box.getAttribute("data-compare") + hash();
      result.appendChild(link);
      SIDES.forEach(function (side) {
        result.appendChild(document.createTextNode(" · " + side.toUpperCase() + ": "));
        result.appendChild(named(side));
      });
    }
    history.replaceState(null, "", hash());
  }

  function read() {
    var found = false;
    location.hash.slice(1).split("&").forEach(function (pair) {
      var side = pair.slice(0, 2) === "a=" ? "a" : pair.slice(0, 2) === "b=" ? "b" : "";
      var value = pair.slice(2);
      if (!side) {
        return;
      }
      found = true;
      if (value.indexOf("..") >= 0) {
        value.split("..").forEach(function (end, at) {
          days[side][at].value = end;
        });
        return;
      }
      rows.forEach(function (row) {
        if (row.getAttribute("data-run") === value) {
          row.querySelector("input[name=side-" + side + "]").checked = true;
        }
      });
    });
    return found;
  }

  var head = box.querySelector("thead tr");
  SIDES.slice().reverse().forEach(function (side) {
    var heading = element("th", "pick", side.toUpperCase());
    heading.scope = "col";
    head.insertBefore(heading, head.firstChild);
  });
  SIDES.forEach(function (side) {
    place.appendChild(period(side));
  });
  rows.forEach(function (row) {
    var inputs = SIDES.map(function (side) {
      return radio(side, row);
    });
    inputs.reverse().forEach(function (input) {
      var cell = element("td", "pick");
      cell.appendChild(input);
      row.insertBefore(cell, row.firstChild);
    });
  });
  place.appendChild(result);
  place.hidden = false;
  if (read()) {
    tell();
    box.scrollIntoView();
  } else {
    result.textContent = "Choose A and B: runs of the table below, or days.";
  }
})();
