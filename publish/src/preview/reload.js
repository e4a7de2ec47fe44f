// Reloads the page after the site was built again. Served by `quarterdeck serve` only; never written to disk.
(function () {
  "use strict";
  var script = document.currentScript;
  var known = script.getAttribute("data-version");
  var address = new URL("version", script.src);

  function later(seconds) {
    setTimeout(look, seconds * 1000);
  }

  function look() {
    if (document.hidden) {
      later(1);
      return;
    }
    fetch(address, { cache: "no-store" })
      .then(function (answer) {
        return answer.ok ? answer.text() : known;
      })
      .then(function (version) {
        if (version === known) {
          later(1);
        } else {
          location.reload();
        }
      })
      .catch(function () {
        // The server is gone, perhaps for a restart.
        later(5);
      });
  }

  later(1);
})();
