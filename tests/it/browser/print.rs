//! Reviews on paper: Chromium prints them as a user's would, and the pages are read back.

use super::driver::Kind;
use super::file_url;
use crate::harness::Project;
use std::path::Path;
use std::process::Command;

/// A browser that prefers dark prints `page`; gives the PDF.
fn printed(page: &Path, out: &Path) -> Vec<u8> {
    let profile = tempfile::tempdir().unwrap();
    let ran = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--force-dark-mode", "--blink-settings=preferredColorScheme=0", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", out.display()))
        .arg(file_url(page))
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    std::fs::read(out).unwrap()
}

/// The text of each page, by poppler's `pdftotext`; `None` where it is not installed.
pub(super) fn texts(pdf: &Path) -> Option<Vec<String>> {
    let ran = Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(pdf).arg("-").output().ok()?;
    let all = String::from_utf8(ran.stdout).unwrap();
    Some(all.split('\u{c}').map(ToOwned::to_owned).filter(|page| !page.trim().is_empty()).collect())
}

/// Sizes of the pages as the file says them, in points.
pub(super) fn sizes(pdf: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let boxes = text.split("/MediaBox").skip(1).filter_map(|rest| rest.split(']').next());
    boxes.map(|b| b.trim_start_matches([' ', '[']).to_owned()).collect()
}

/// The darkest thing on light paper is its text: of the pixels of each page at least nine tenths are white, by
/// poppler's `pdftoppm`; `None` where it is not installed.
pub(super) fn white_shares(pdf: &Path) -> Option<Vec<f64>> {
    let ran = Command::new("pdftoppm").args(["-r", "20", "-gray"]).arg(pdf).output().ok()?;
    let mut rest = ran.stdout.as_slice();
    let mut shares = Vec::new();
    while rest.starts_with(b"P5") {
        let mut fields = Vec::new();
        let mut at = 2;
        while fields.len() < 3 {
            let from = at + rest[at..].iter().position(u8::is_ascii_digit).unwrap();
            let to = from + rest[from..].iter().position(|b| !b.is_ascii_digit()).unwrap();
            fields.push(std::str::from_utf8(&rest[from..to]).unwrap().parse::<usize>().unwrap());
            at = to;
        }
        let pixels = &rest[at + 1..at + 1 + fields[0] * fields[1]];
        let white = pixels.iter().filter(|pixel| **pixel > 240).count();
        shares.push(white as f64 / pixels.len() as f64);
        rest = &rest[at + 1 + pixels.len()..];
    }
    Some(shares)
}

#[test]
fn a_quarter_is_a_deck_of_landscape_pages_on_white_paper() {
    if let Some(missing) = Kind::Chromium.missing() {
        println!("skipped: {missing}");
        return;
    }
    let project = Project::demo(600);
    let site = project.site();
    for (page, least, most) in [("review/2026-Q4.html", 14, 24), ("review/2026-W47.html", 3, 7)] {
        let pdf = project.path().join("review.pdf");
        let bytes = printed(&site.join(page), &pdf);
        let sizes = sizes(&bytes);
        assert!((least..=most).contains(&sizes.len()), "{page} has {} pages", sizes.len());
        for size in &sizes {
            let sides: Vec<f64> = size.split_whitespace().map(|n| n.parse().unwrap()).collect();
            assert!((sides[2] - 842.0).abs() < 1.0 && (sides[3] - 595.0).abs() < 1.0, "{page}: {size}");
        }
        let (Some(texts), Some(white)) = (texts(&pdf), white_shares(&pdf)) else {
            println!(
                "skipped in part: pdftotext and pdftoppm are not installed (Debian package poppler-utils)"
            );
            continue;
        };
        assert_eq!(texts.len(), sizes.len(), "{page} has an empty page");
        let all = texts.concat();
        assert!(texts[0].contains("Gate ") && texts[0].contains("Simulated data"), "{}", texts[0]);
        assert!(all.contains("Told as of ") && all.contains("Decisions and actions"), "{all}");
        assert!(!all.contains("Skip to content") && !all.contains("Explore"), "the navigation is printed");
        // The last column of the widest tables is on the paper.
        assert!(all.contains("In target"), "{all}");
        let dark = white.iter().position(|share| *share < 0.6);
        assert_eq!((white.len(), dark), (sizes.len(), None), "{page}: {white:?}");
    }
}
