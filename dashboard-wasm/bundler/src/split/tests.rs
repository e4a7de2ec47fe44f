//! A program is compiled for the browser and cut; both parts are valid, and together they do what the whole did.

use super::*;
use std::path::Path;
use std::process::Command;
use walrus::ExportItem;

/// `near` needs nothing of the rest, `far` everything: a function behind a table of methods, text and numbers.
const PROGRAM: &str = r#"
mod later {
    pub mod entry {
        #[inline(never)]
        pub fn told(number: u32) -> u32 {
            crate::sum(&crate::Far(number), number)
        }
    }
}

pub trait Say {
    fn say(&self, number: u32) -> String;
}

pub struct Far(u32);
pub struct Near(u32);

impl Say for Far {
    #[inline(never)]
    fn say(&self, number: u32) -> String {
        format!("only the rest says this, {} times {}", self.0, NUMBERS[number as usize % NUMBERS.len()])
    }
}

impl Say for Near {
    #[inline(never)]
    fn say(&self, number: u32) -> String {
        format!("the first part says this, {} times {number}", self.0)
    }
}

static NUMBERS: [u32; 32] = [
    7_000_001, 7_000_003, 7_000_009, 7_000_033, 7_000_037, 7_000_061, 7_000_067, 7_000_073, 7_000_079, 7_000_081,
    7_000_099, 7_000_103, 7_000_121, 7_000_123, 7_000_127, 7_000_129, 7_000_147, 7_000_157, 7_000_159, 7_000_171,
    7_000_177, 7_000_183, 7_000_187, 7_000_193, 7_000_199, 7_000_207, 7_000_213, 7_000_219, 7_000_229, 7_000_241,
    7_000_247, 7_000_249,
];

#[inline(never)]
pub fn sum(what: &dyn Say, number: u32) -> u32 {
    what.say(number).bytes().map(u32::from).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn near(number: u32) -> u32 {
    sum(&Near(number), number)
}

#[unsafe(no_mangle)]
pub extern "C" fn far(number: u32) -> u32 {
    later::entry::told(number)
}
"#;

/// What the program is to say.
fn sum(text: &str) -> u32 {
    text.bytes().map(u32::from).sum()
}

/// The program as the linker leaves it; nothing without a compiler for the browser.
fn linked(folder: &Path, notes: bool) -> Option<Vec<u8>> {
    if crate::cargo::require_target().is_err() {
        println!("skipped: this toolchain has no {}", crate::TARGET);
        return None;
    }
    let source = folder.join("program.rs");
    std::fs::write(&source, PROGRAM).expect("written");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(folder).args(["--edition=2024", "--crate-type=cdylib", "--target", crate::TARGET]);
    rustc.args(["-Copt-level=z", "-Cpanic=abort", "-Cstrip=debuginfo", "program.rs", "-o", "program.wasm"]);
    if notes {
        rustc.arg("-Clink-arg=--emit-relocs");
    }
    let output = rustc.output().expect("rustc runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(std::fs::read(folder.join("program.wasm")).expect("a program"))
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn what_only_an_entry_leads_to_is_in_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(linked) = linked(folder.path(), true) else { return };
    let parts = split(&linked, ("", &linked), is_entry).expect("cut");
    for part in [&parts.main, &parts.rest] {
        wasmparser::Validator::new().validate_all(part).expect("valid");
        assert!(!holds(part, "reloc.CODE"), "notes of the linker are left");
    }
    assert!(holds(&parts.rest, "only the rest says this") && !holds(&parts.main, "only the rest says this"));
    assert!(
        holds(&parts.main, "the first part says this") && !holds(&parts.rest, "the first part says this")
    );
    assert!(holds(&parts.rest, ".rs\0") && !holds(&parts.main, ".rs\0"), "only the rest tells of sources");
    let number = 7_000_249u32.to_le_bytes();
    let has = |bytes: &[u8]| bytes.windows(4).any(|window| window == number);
    assert!(has(&parts.rest) && !has(&parts.main), "the numbers are in the wrong part");
    let main = parse(&parts.main).expect("read");
    assert!(
        main.exports
            .iter()
            .any(|export| export.name == "far" && matches!(export.item, ExportItem::Function(_)))
    );
    assert!(parts.rest.len() < parts.main.len(), "{} and {}", parts.rest.len(), parts.main.len());
    together(folder.path(), &parts);
}

/// Runs both parts, where a machine for that is at hand.
fn together(folder: &Path, parts: &Parts) {
    std::fs::write(folder.join("main.wasm"), &parts.main).expect("written");
    std::fs::write(folder.join("rest.wasm"), &parts.rest).expect("written");
    let script = "const read = (name) => new WebAssembly.Module(require('fs').readFileSync(name));
        const main = new WebAssembly.Instance(read('main.wasm'), {}).exports;
        let early = 'nothing failed';
        try { main.far(3); } catch (_) { early = 'not there yet'; }
        const first = main.near(3);
        new WebAssembly.Instance(read('rest.wasm'), { main });
        console.log(early, first, main.near(4), main.far(3));";
    let Ok(output) = Command::new("node").current_dir(folder).args(["-e", script]).output() else {
        println!("skipped: node is not installed, so both parts were only validated");
        return;
    };
    let near = |n: u32| sum(&format!("the first part says this, {n} times {n}"));
    let far = sum(&format!("only the rest says this, 3 times {}", 7_000_033));
    let wanted = format!("not there yet {} {} {far}\n", near(3), near(4));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        wanted,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_program_without_notes_of_the_linker_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(linked) = linked(folder.path(), false) else { return };
    let error = split(&linked, ("", &linked), is_entry).expect_err("refused");
    assert!(error.contains("--emit-relocs"), "{error}");
}

#[test]
fn entries_are_the_functions_of_one_module() {
    assert!(is_entry("_ZN26quarterdeck_dashboard_wasm5later5entry5chart17h0123456789abcdefE"));
    assert!(is_entry("_RNvNtNtCs1_26quarterdeck_dashboard_wasm5later5entry5chart"));
    assert!(!is_entry("_ZN26quarterdeck_dashboard_wasm5later8is_there17h0123456789abcdefE"));
    assert!(!is_entry("later5entry"));
}

#[test]
fn neighbours_are_one() {
    assert_eq!(joined([1..3, 3..4, 6..9].into_iter()), [1..4, 6..9]);
    assert_eq!(joined(std::iter::empty()), Vec::<Range<u32>>::new());
}
