// A page is read later than it is built: ages and staleness are judged again by the reader's clock.
//   <time datetime="…" data-age>            gets " (2 h ago)" after its text
//   <x data-stale-at="RFC 3339"><…>         once that instant has passed, the element is marked stale: every
//                                           [data-stale-note] inside it is shown, and class "stale" is set
(function () {
  "use strict";
  var STEPS = [[60, "min"], [24, "h"], [Infinity, "d"]];

  function age(millis) {
    var value = Math.max(0, Math.floor(millis / 60000));
    if (value < 1) {
      return "just now";
    }
    for (var i = 0; i < STEPS.length; i += 1) {
      if (value < STEPS[i][0] || i === STEPS.length - 1) {
        return value + "\u00a0" + STEPS[i][1] + " ago";
      }
      value = Math.floor(value / STEPS[i][0]);
    }
    return "";
  }

  function ages(now) {
    document.querySelectorAll("time[data-age]").forEach(function (element) {
      var at = Date.parse(element.getAttribute("datetime"));
      if (isNaN(at)) {
        return;
      }
      var note = element.querySelector("[data-age-text]");
      if (!note) {
        note = document.createElement("span");
        note.setAttribute("data-age-text", "");
        element.appendChild(note);
      }
      note.textContent = " (" + age(now - at) + ")";
    });
  }

  function staleness(now) {
    document.querySelectorAll("[data-stale-at]").forEach(function (element) {
      var at = Date.parse(element.getAttribute("data-stale-at"));
      if (isNaN(at) || now <= at || element.classList.contains("stale")) {
        return;
      }
      element.classList.add("stale");
      element.querySelectorAll("[data-stale-note]").forEach(function (note) {
        note.hidden = false;
      });
    });
  }

  function judge() {
    var now = Date.now();
    ages(now);
    staleness(now);
  }

  judge();
  setInterval(judge, 60000);
})();
