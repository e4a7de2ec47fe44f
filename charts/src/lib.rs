//! How a chart is drawn: ChartSpec to SVG text, the same bytes natively and in the browser.
