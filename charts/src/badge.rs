//! A badge as an SVG file of its own: it leaves the site, so it carries its colours, light and dark.

use crate::metrics::width;
use crate::write::{escape, number};
use quarterdeck_views::badge::Badge;

/// Text size in pixels.
const SIZE: i32 = 11;
/// Height in tenths of a pixel, as all that follows.
const HEIGHT: i32 = 200;
/// Room beside texts and the shape.
const GAP: i32 = 60;
/// Side of the shape that stands for the status.
const SHAPE: i32 = 90;

/// Ground of the message by class, light and dark: `--ok-text` and so on of the default theme, under text of `--bg`.
pub const FILLS: [(&str, &str, &str); 5] = [
    ("none", "#53565f", "#a5aab3"),
    ("ok", "#0079a7", "#3cc8ef"),
    ("warn", "#896c26", "#f7c85b"),
    ("bad", "#7d0308", "#fc4d22"),
    ("plain", "#525c6b", "#a3acba"),
];

fn fill(class: &str) -> (&'static str, &'static str) {
    let found = FILLS.iter().find(|(name, ..)| *name == class);
    found.map_or((FILLS[0].1, FILLS[0].2), |(_, light, dark)| (light, dark))
}

/// The colour of a class on a light ground, `#rrggbb`.
pub fn badge_colour(class: &str) -> &'static str {
    fill(class).0
}

/// The drawing of `badge`. The status is its words and a shape; colour only adds to them.
pub fn badge_svg(badge: &Badge) -> String {
    let (label, message) = (escape(&badge.label), escape(&badge.message));
    let left = 2 * GAP + width(&badge.label, SIZE);
    let right = 3 * GAP + SHAPE + width(&badge.message, SIZE);
    let [all, left_px, right_px, inner] = [left + right, left, right, left + right - 10].map(number);
    let [height, x_label, x_message, shape] = [HEIGHT, GAP, left + 2 * GAP + SHAPE, left + GAP].map(number);
    let (style, path) = (style(badge.class), shape_path(badge.class));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"{height}\" \
         viewBox=\"0 0 {all} {height}\" role=\"img\" aria-label=\"{label}: {message}\">\
         <title>{label}: {message}</title><style>{style}</style>\
         <clipPath id=\"c\"><rect width=\"{all}\" height=\"{height}\" rx=\"3\"/></clipPath>\
         <g clip-path=\"url(#c)\"><rect class=\"g\" width=\"{left_px}\" height=\"{height}\"/>\
         <rect class=\"f\" x=\"{left_px}\" width=\"{right_px}\" height=\"{height}\"/></g>\
         <rect class=\"l\" x=\".5\" y=\".5\" width=\"{inner}\" height=\"19\" rx=\"3\" fill=\"none\"/>\
         <path transform=\"translate({shape} 5.5)\" {path}/>\
         <g font-family=\"DejaVu Sans,Verdana,Geneva,sans-serif\" font-size=\"{SIZE}\">\
         <text class=\"t\" x=\"{x_label}\" y=\"14\">{label}</text>\
         <text class=\"m\" x=\"{x_message}\" y=\"14\">{message}</text></g></svg>\n",
    )
}

/// Grounds, texts and lines of the default theme, light and dark.
fn style(class: &str) -> String {
    let (light, dark) = fill(class);
    let rules = |[ground, text, fill, on, line]: [&str; 5]| {
        format!(
            ".g{{fill:{ground}}}.t{{fill:{text}}}.f{{fill:{fill}}}.m{{fill:{on}}}.s{{stroke:{on}}}.l{{stroke:{line}}}"
        )
    };
    let bright = rules(["#f6f7f9", "#1a1f29", light, "#ffffff", "#d5d9e0"]);
    let dim = rules(["#181d26", "#e7eaf0", dark, "#11151c", "#363e4c"]);
    format!("{bright}@media(prefers-color-scheme:dark){{{dim}}}")
}

/// ▲, ◆, ●, – and ○ in a square of nine pixels.
fn shape_path(class: &str) -> &'static str {
    match class {
        "bad" => "class=\"m\" d=\"M4.5 .5 9 8.5H0Z\"",
        "warn" => "class=\"m\" d=\"M4.5 0 9 4.5 4.5 9 0 4.5Z\"",
        "ok" => "class=\"m\" d=\"M.5 4.5a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z\"",
        "plain" => "class=\"m\" d=\"M1 3.7h7v1.6H1Z\"",
        _ => {
            "class=\"s\" fill=\"none\" stroke-width=\"1.6\" d=\"M1 4.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0Z\""
        }
    }
}
