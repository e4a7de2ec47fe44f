// A page is read later than it is built: ages and staleness are judged again by the reader's clock.
//   <time datetime="…" data-age>      gets " (2 h ago)" after its text
//   <x data-newest="RFC 3339">        its text ends in "(2 h ago)", as of the build: the age is written anew
//   <x data-built="RFC 3339" hidden>  is shown once that instant lies two days back, with the age in [data-built-age]
//   <x data-stale-at="RFC 3339">      once that instant has passed: class "stale", and each [data-stale-note] inside shown
(function () {
  "use strict";
  var DAY = 86400000;
  var AGO = /\((?:[^()]* ago|just now|now)\)$/;

  function span(millis) {
    var minutes = Math.max(0, Math.floor(millis / 60000));
    if (minutes < 60) {
      return minutes + "\u00a0min";
    }
    var hours = Math.floor(minutes / 60);
    if (hours < 48) {
      return hours + "\u00a0h";
    }
    return Math.floor(hours / 24) + "\u00a0days";
  }

  function age(millis) {
    return millis < 60000 ? "(just now)" : "(" + span(millis) + " ago)";
  }

  function each(attribute, now, use) {
    document.querySelectorAll("[" + attribute + "]").forEach(function (element) {
      var at = Date.parse(element.getAttribute(attribute));
      if (!isNaN(at)) {
        use(element, now - at);
      }
    });
  }

  function lastText(element) {
    var node = element;
    while (node && node.nodeType !== Node.TEXT_NODE) {
      node = node.lastChild;
    }
    return node;
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
      note.textContent = " " + age(now - at);
    });
    each("data-newest", now, function (element, passed) {
      var text = lastText(element);
      if (text) {
        text.data = text.data.replace(AGO, age(passed));
      }
    });
  }

  function staleness(now) {
    each("data-built", now, function (element, passed) {
      element.hidden = passed < 2 * DAY;
      var note = element.querySelector("[data-built-age]");
      if (note) {
        note.textContent = span(passed);
      }
    });
    each("data-stale-at", now, function (element, passed) {
      if (passed <= 0 || element.classList.contains("stale")) {
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
