//! wasm-bindgen as a library: from the compiler's output to glue and program.

use crate::{BundleError, split};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// Glue and program as wasm-bindgen leaves them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The JavaScript that loads the program; defines `wasm_bindgen`.
    pub glue: String,
    /// The program: what is needed at first.
    pub wasm: Vec<u8>,
    /// The rest of the program; [`NO_REST`] where the first part is all of it.
    pub rest: Vec<u8>,
}

/// A rest with nothing in it: a WebAssembly module that is only its head.
pub const NO_REST: &[u8] = b"\0asm\x01\0\0\0";

/// Binds for classic scripts, and cuts the program in two. Names and producers are removed: they are a quarter of the
/// size.
pub(crate) fn bind(program: &Path, name: &str) -> Result<Bound, BundleError> {
    let failed = |reason| BundleError::Bind { path: program.to_owned(), reason };
    let whole = run(program, name).map_err(failed)?;
    let failed = |reason| BundleError::Split { path: program.to_owned(), reason };
    let linked = std::fs::read(program).map_err(|error| failed(error.to_string()))?;
    let parts = split::split(&linked, (&whole.glue, &whole.wasm), split::is_entry).map_err(failed)?;
    Ok(Bound { glue: parts.glue, wasm: parts.main, rest: parts.rest })
}

/// The whole program, with the names that its functions had.
fn run(program: &Path, name: &str) -> Result<Bound, String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(program).out_name(name).typescript(false);
    bindgen.demangle(false).remove_producers_section(true);
    let mut output = bindgen
        .no_modules(true)
        .and_then(|bindgen| bindgen.generate_output())
        .map_err(|error| format!("{error:#}"))?;
    // Every crate that uses wasm-bindgen is named here; only those with text bring a script.
    let scripts = output.snippets().iter().filter(|(_, texts)| !texts.is_empty()).map(|(name, _)| name);
    let names: Vec<&str> = scripts.chain(output.local_modules().keys()).map(String::as_str).collect();
    if !names.is_empty() {
        let names = names.join(", ");
        return Err(format!(
            "a dependency brings JavaScript of its own, which classic scripts cannot import: {names}"
        ));
    }
    let (glue, wasm) = (output.js().to_owned(), output.wasm_mut().emit_wasm());
    Ok(Bound { glue, wasm, rest: NO_REST.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_program_is_named_in_the_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("broken.wasm");
        std::fs::write(&path, b"not wasm").expect("written");
        let error = bind(&path, "broken").expect_err("refused").to_string();
        assert!(error.contains("broken.wasm"), "{error}");
    }
}
