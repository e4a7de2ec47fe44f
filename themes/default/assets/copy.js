// A button that copies a text which is already on the page. Without script the text can be selected by hand.
//   <pre data-copy>  gets a button before it
(function () {
  "use strict";

  function copied(button, text) {
    navigator.clipboard.writeText(text).then(
      function () {
        button.textContent = "Copied";
      },
      function () {
        button.textContent = "Select the text and copy it by hand";
      }
    );
  }

  // A page opened from disk has no clipboard in some browsers: then there is no button.
  if (!navigator.clipboard) {
    return;
  }
  document.querySelectorAll("[data-copy]").forEach(function (element) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy no-print";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      copied(button, element.textContent);
    });
    element.parentNode.insertBefore(button, element);
  });
})();
