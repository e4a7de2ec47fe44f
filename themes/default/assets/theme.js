// Light, dark or as the system says: applied before the first paint, kept in localStorage.
// Key "quarterdeck.theme", value a JSON string: "light", "dark" or "system" (absent means "system").
// The explorer reads and writes the same key.
(function () {
  "use strict";
  var KEY = "quarterdeck.theme";
  var root = document.documentElement;

  function stored() {
    try {
      var text = localStorage.getItem(KEY) || "";
      var plain = text.replace(/^"|"$/g, "");
      return plain === "light" || plain === "dark" ? plain : "system";
    } catch (_) {
      return "system";
    }
  }

  function apply(choice) {
    if (choice === "system") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", choice);
    }
  }

  function show(choice) {
    var select = document.querySelector("[data-theme-switch] select");
    if (select) {
      select.value = choice;
    }
  }

  apply(stored());

  document.addEventListener("DOMContentLoaded", function () {
    var box = document.querySelector("[data-theme-switch]");
    if (!box) {
      return;
    }
    box.hidden = false;
    show(stored());
    box.addEventListener("change", function (event) {
      apply(event.target.value);
      try {
        localStorage.setItem(KEY, JSON.stringify(event.target.value));
      } catch (_) {
        // Storage may be forbidden: the choice then lasts for this page.
      }
    });
  });

  window.addEventListener("storage", function (event) {
    if (event.key === KEY) {
      apply(stored());
      show(stored());
    }
  });
})();
