//! Widths of text, by a fixed table: no font is asked, so every target lays out alike.

/// Advance widths of the printable ASCII characters in hundredths of the font size, after DejaVu Sans, the widest of
/// the common interface fonts: labels laid out by it have room in every other.
const ASCII: [u8; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 30, 30, 66, 56, 86, 75, 79, 60, 79, 69, 63,
    61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97,
    63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

/// Width of `text` at `size` pixels, in tenths of a pixel.
pub(crate) fn width(text: &str, size: i32) -> i32 {
    let hundredths: i32 = text.chars().map(|c| i32::from(advance(c))).sum();
    hundredths * size / 10
}

fn advance(c: char) -> u8 {
    let known = u32::from(c).checked_sub(32).and_then(|at| ASCII.get(at as usize));
    match c {
        _ if known.is_some() => known.copied().unwrap_or(64),
        '\u{2009}' | '\u{202f}' => 20,
        '\u{2212}' | '≤' | '≥' | '±' => 84,
        'µ' => 64,
        '…' | '—' => 100,
        // Everything from here on may be full width.
        '\u{1100}'.. => 100,
        _ => 66,
    }
}

/// `text` cut with an ellipsis so that it is at most `most` tenths of a pixel wide.
pub(crate) fn fit(text: &str, size: i32, most: i32) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width("…", size);
    let mut used = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            used += i32::from(advance(*c)) * size / 10;
            used <= room
        })
        .collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up() {
        assert_eq!(width("", 11), 0);
        assert_eq!(width("16.1 ms", 10), 10 * (64 + 64 + 32 + 64 + 32 + 97 + 52) / 10);
        assert_eq!(advance('~'), 84);
        assert_eq!(advance('A'), 68);
        assert_eq!(advance('漢'), 100);
    }

    #[test]
    fn long_text_is_cut_to_the_room_there_is() {
        let cut = fit("a very long label indeed", 11, 500);
        assert!(cut.ends_with('…') && width(&cut, 11) <= 500, "{cut}");
        assert_eq!(fit("short", 11, 500), "short");
        assert_eq!(fit("anything", 11, 0), "…");
    }
}
