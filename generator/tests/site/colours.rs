//! Colours of the theme: what is told apart by colour is told apart by colour-blind readers too, and text is readable.
//!
//! Differences are distances in OKLab (Ottosson, 2020) times 100, over normal vision and the simulations of Machado,
//! Oliveira and Fernandes ("A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009) at full
//! severity; contrasts are those of WCAG 2.

use std::collections::BTreeMap;

/// Linear red, green and blue.
type Rgb = [f64; 3];

const VISIONS: [[Rgb; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
];

const DEFAULT: &str = include_str!("../../../themes/default/assets/tokens.css");
const CONTRAST: &str = include_str!("../../../themes/high-contrast/assets/tokens.css");

/// Names of tokens and what stands behind them, in the order of the file.
fn lines(css: &str) -> impl Iterator<Item = (&str, &str)> {
    css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "))
}

/// Every token that is one colour in each scheme: its light and its dark one.
fn tokens(css: &str) -> BTreeMap<String, [Rgb; 2]> {
    let read = |(name, value): (&str, &str)| {
        let (light, dark) = value.strip_prefix("light-dark(")?.strip_suffix(");")?.split_once(", ")?;
        Some((name.to_owned(), [colour(light)?, colour(dark)?]))
    };
    lines(css).filter_map(read).collect()
}

fn colour(hex: &str) -> Option<Rgb> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let linear = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    Some([linear(part(0)?), linear(part(2)?), linear(part(4)?)])
}

fn times(matrix: &[Rgb; 3], colour: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
}

fn oklab(colour: Rgb) -> Rgb {
    let cones = times(
        &[
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        colour,
    );
    times(
        &[
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        cones.map(f64::cbrt),
    )
}

/// The least difference of any two of `colours` to any reader.
fn least(colours: &[Rgb]) -> f64 {
    let seen = |vision: &[Rgb; 3]| {
        let all: Vec<Rgb> =
            colours.iter().map(|c| oklab(times(vision, *c).map(|part| part.clamp(0.0, 1.0)))).collect();
        let pairs = all.iter().enumerate().flat_map(|(n, a)| all.iter().skip(n + 1).map(move |b| (a, b)));
        let distance =
            |(a, b): (&Rgb, &Rgb)| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() * 100.0;
        pairs.map(distance).fold(f64::INFINITY, f64::min)
    };
    VISIONS.iter().map(seen).fold(f64::INFINITY, f64::min)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |c: Rgb| 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] + 0.05;
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

const CHARTS: &[&str] = &["chart-1", "chart-2", "chart-3", "chart-4", "chart-5"];
const FILLS: &[&str] = &["ok-fill", "warn-fill", "bad-fill"];
const STEPS: &[&str] = &["step-1", "step-2", "step-3", "step-4", "step-5"];
const WORDS: &[&str] = &["ok-text", "warn-text", "bad-text", "none-text"];
const GROUNDS: &[&str] = &["bg", "surface", "raised"];

#[test]
fn what_is_told_by_colour_is_told_to_every_reader() {
    // Each set with its least difference in the light and in the dark scheme.
    let sets = [
        (DEFAULT, CHARTS, [18.5, 12.5]),
        (DEFAULT, FILLS, [15.0, 15.0]),
        (DEFAULT, STEPS, [15.0, 11.0]),
        (CONTRAST, CHARTS, [19.0, 19.0]),
        (CONTRAST, FILLS, [25.0, 27.0]),
        (CONTRAST, STEPS, [15.0, 13.5]),
        (CONTRAST, WORDS, [18.0, 17.0]),
    ];
    for (css, names, bounds) in sets {
        let tokens = tokens(css);
        for (scheme, bound) in bounds.into_iter().enumerate() {
            let colours: Vec<Rgb> = names.iter().map(|name| tokens[*name][scheme]).collect();
            let found = least(&colours);
            assert!(found >= bound - 0.05, "{names:?}, scheme {scheme}: {found:.2}, at least {bound}");
        }
    }
}

/// Asserts that `front` stands out by `bound` from every ground of `behind`.
fn assert_contrast(css: &str, (front, behind): (&[&str], &[&str]), bound: f64) {
    let tokens = tokens(css);
    for (front, ground) in front.iter().flat_map(|front| behind.iter().map(move |ground| (front, ground))) {
        for (scheme, (a, b)) in tokens[*front].iter().zip(tokens[*ground]).enumerate() {
            let found = contrast(*a, b);
            assert!(found >= bound, "{front} on {ground}, scheme {scheme}: {found:.2}, at least {bound}");
        }
    }
}

#[test]
fn text_is_readable_on_every_ground_and_step() {
    for (css, bound) in [(DEFAULT, 4.5), (CONTRAST, 7.0)] {
        assert_contrast(css, (&["text", "muted", "link"], GROUNDS), bound);
        assert_contrast(css, (WORDS, GROUNDS), bound);
        assert_contrast(css, (&["text"], STEPS), bound);
    }
}

#[test]
fn lines_and_marks_of_the_high_contrast_theme_are_seen_without_their_words() {
    assert_contrast(CONTRAST, (CHARTS, GROUNDS), 4.5);
    assert_contrast(CONTRAST, (FILLS, GROUNDS), 4.5);
    assert_contrast(CONTRAST, (&["axis", "line"], GROUNDS), 4.5);
}

#[test]
fn a_reader_who_asks_for_contrast_gets_the_colours_of_the_high_contrast_theme() {
    let asked = include_str!("../../../themes/default/assets/contrast.css");
    let colours = |css| lines(css).filter(|(_, value)| value.starts_with("light-dark(")).collect::<Vec<_>>();
    assert_eq!(colours(asked), colours(CONTRAST));
    let names = |css| lines(css).map(|(name, _)| name).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(DEFAULT), names(CONTRAST), "a theme without a token would have no colour there");
}

/// What `tokens.css` says of one token: its light and its dark colour.
pub(crate) fn pair(token: &str) -> (String, String) {
    let line = DEFAULT.lines().find_map(|line| line.trim().strip_prefix(&format!("--{token}: light-dark(")));
    let (light, dark) = line.and_then(|line| line.strip_suffix(");")?.split_once(", ")).expect("a token");
    (light.to_owned(), dark.to_owned())
}
