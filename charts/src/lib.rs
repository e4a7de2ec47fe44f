//! How is a chart *drawn*? A [`ChartSpec`] becomes SVG text: the same bytes natively and in the browser.
//!
//! Drawing goes through plotters with a small backend of our own: text is measured by a fixed table, colours leave
//! as `var(--chart-1)` so that one drawing follows light and dark, coordinates have one decimal. There is no style
//! attribute and no style element, so the strictest content policy holds; the halo around labels is the page's.

mod annotate;
mod backend;
mod badge;
mod canvas;
mod labels;
mod layout;
mod metrics;
mod paint;
mod spark;
mod surfaces;
mod write;

pub use badge::{FILLS, badge_colour, badge_svg};
pub use layout::Plot;
pub use spark::spark_svg;

use quarterdeck_views::{ChartSpec, Figure, SparkFigure};

/// The drawing of `spec` as SVG text. Any specification gives a drawing; values that are not finite are left out.
pub fn svg(spec: &ChartSpec) -> String {
    canvas::draw(spec, &layout::Layout::of(spec))
}

/// Where in its drawing the plot of `spec` lies.
pub fn plot(spec: &ChartSpec) -> Plot {
    layout::Layout::of(spec).plot
}

/// Fills a figure with its drawing, and with what a script needs to read points off it.
pub fn draw(figure: &mut Figure) {
    let layout = layout::Layout::of(&figure.spec);
    figure.svg = canvas::draw(&figure.spec, &layout);
    figure.plot = layout.plot.attribute();
}

/// Fills a sparkline with its drawing.
pub fn draw_spark(figure: &mut SparkFigure) {
    figure.svg = spark_svg(&figure.spec);
}
