//! A drawing as a file of its own: its title on it, the colours of the theme written in, nothing of the page needed.

use quarterdeck_views::ChartSpec;

/// Pixels above the drawing for title and caption.
const HEAD: u32 = 48;

/// The drawing of `spec` as a file; `colour` gives what stands for a token of the theme, such as `chart-1`.
pub fn standalone(spec: &ChartSpec, svg: &str, colour: impl Fn(&str) -> String) -> String {
    let body = svg.find("><title").and_then(|at| svg.get(at + 1..)).unwrap_or(svg);
    let body = body.strip_suffix("</svg>").unwrap_or(body);
    let (width, height) = (spec.width, spec.height + HEAD);
    let font = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 -{HEAD} {width} {height}\" font-family=\"{font}\" font-size=\"11\" fill=\"var(--muted)\" role=\"img\">\
         <rect x=\"0\" y=\"-{HEAD}\" width=\"{width}\" height=\"{height}\" fill=\"var(--raised)\"/>\
         <text x=\"12\" y=\"-27\" font-size=\"14\" font-weight=\"600\" fill=\"var(--text)\">{}</text>\
         <text x=\"12\" y=\"-10\">{}</text>",
        escaped(&spec.title),
        escaped(&spec.caption),
    );
    // Labels lie on lines: on the page a style gives them their halo.
    let halo =
        "<text paint-order=\"stroke\" stroke=\"var(--raised)\" stroke-width=\"3\" stroke-linejoin=\"round\" ";
    let body = body.replace("<text ", halo);
    coloured(&format!("{head}{body}</svg>"), colour)
}

/// The text with a colour for every `var(--token)`.
fn coloured(svg: &str, colour: impl Fn(&str) -> String) -> String {
    let mut parts = svg.split("var(--");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(')') {
            Some((token, rest)) => {
                out.push_str(&escaped(&colour(token)));
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::overlay;
    use crate::state::address;
    use crate::testing;

    #[test]
    fn a_file_has_its_words_and_colours_and_nothing_of_the_page() {
        let (source, choice) = (testing::stepped(), address::read("#m=tests.duration_s--all"));
        let judged = testing::judged(&source, &choice);
        let overlay = overlay::draw(&judged, &choice.series, &choice.tools);
        let drawn = overlay.drawn.expect("drawn");
        let file = standalone(&drawn.spec, &drawn.svg, |token| format!("#{}", token.len()));
        assert!(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"348\""));
        assert!(file.ends_with("</svg>") && file.matches("<svg").count() == 1);
        assert!(!file.contains("var(") && !file.contains("class=") && !file.contains("tabindex"), "{file}");
        assert!(file.contains(&drawn.spec.title) && file.contains("<title"));
    }

    #[test]
    fn hostile_words_stay_words() {
        let spec = ChartSpec { title: "</svg><script>".to_owned(), ..ChartSpec::default() };
        let file = standalone(&spec, "<svg><title>x</title></svg>", |_| "\"><script>".to_owned());
        assert!(!file.contains("<script>"), "{file}");
    }
}
