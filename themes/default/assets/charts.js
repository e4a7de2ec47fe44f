// Reading a chart by pointer or keys. Without script the chart, its title and its table say the same.
//   <div class="canvas" data-chart data-plot="left top width height" data-points='[[x, y, "text", "href"], …]'>
// data-start is on charts that are not over time.
// x and y are thousandths of the plot, from its left and top; points are in order of time.
// Arrows move from point to point, Home and End to the ends, Enter opens the snapshot, Escape leaves.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";

  function element(name, className, parent) {
    var made = document.createElementNS(SVG, name);
    made.setAttribute("class", className);
    parent.appendChild(made);
    return made;
  }

  function numbers(text) {
    return (text || "").split(" ").map(Number);
  }

  function points(canvas) {
    try {
      return JSON.parse(canvas.getAttribute("data-points") || "[]");
    } catch (_) {
      return [];
    }
  }

  function chart(canvas) {
    var svg = canvas.querySelector("svg");
    var list = points(canvas);
    var plot = numbers(canvas.getAttribute("data-plot"));
    // On a narrow screen the chart is wider than its frame: the newest points are what readers came for. A curve that is
    // not over time is read from its start.
    if (!canvas.hasAttribute("data-start")) {
      var newest = list.length && svg ? (plot[0] + (list[list.length - 1][0] / 1000) * plot[2]) / svg.viewBox.baseVal.width : 1;
      canvas.scrollLeft = newest * canvas.scrollWidth - 0.6 * canvas.clientWidth;
    }
    if (!svg || !list.length || plot.length !== 4 || plot.some(isNaN)) {
      return;
    }
    var cursor = element("line", "chart-cursor", svg);
    var dot = element("circle", "chart-dot", svg);
    var tip = document.createElement("output");
    tip.className = "chart-tip";
    canvas.parentNode.insertBefore(tip, canvas.nextSibling);
    var at = -1;

    function x(point) {
      return plot[0] + (point[0] / 1000) * plot[2];
    }

    function y(point) {
      return plot[1] + (point[1] / 1000) * plot[3];
    }

    function show(index) {
      at = Math.max(0, Math.min(list.length - 1, index));
      var point = list[at];
      cursor.setAttribute("x1", x(point));
      cursor.setAttribute("x2", x(point));
      cursor.setAttribute("y1", plot[1]);
      cursor.setAttribute("y2", plot[1] + plot[3]);
      dot.setAttribute("cx", x(point));
      dot.setAttribute("cy", y(point));
      dot.setAttribute("r", 4);
      tip.textContent = point[2];
      canvas.classList.add("reading");
    }

    function hide() {
      at = -1;
      tip.textContent = "";
      canvas.classList.remove("reading");
    }

    function nearest(clientX) {
      var box = svg.getBoundingClientRect();
      var wanted = ((clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      var best = 0;
      list.forEach(function (point, index) {
        if (Math.abs(x(point) - wanted) < Math.abs(x(list[best]) - wanted)) {
          best = index;
        }
      });
      return best;
    }

    function open() {
      if (at >= 0 && list[at][3]) {
        location.href = list[at][3];
      }
    }

    svg.addEventListener("pointermove", function (event) {
      show(nearest(event.clientX));
    });
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("blur", hide);
    svg.addEventListener("dblclick", open);
    svg.addEventListener("keydown", function (event) {
      var moves = { ArrowLeft: at < 0 ? list.length - 1 : at - 1, ArrowRight: at + 1, Home: 0, End: list.length - 1 };
      if (Object.prototype.hasOwnProperty.call(moves, event.key)) {
        show(moves[event.key]);
        event.preventDefault();
      } else if (event.key === "Enter") {
        open();
      } else if (event.key === "Escape") {
        hide();
      }
    });
  }

  document.querySelectorAll("[data-chart]").forEach(chart);
})();
