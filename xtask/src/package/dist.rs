//! `dist`: what packages of systems install beside the program, made by the program itself.

use crate::run::{self, Done, program, root};
use flate2::{Compression, GzBuilder};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Of which program.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The program
    #[arg(long, value_name = "FILE", default_value = "target/release/quarterdeck")]
    program: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { program: "target/release/quarterdeck".to_owned() }
    }
}

/// Completions by shell, under the names that the shells look for.
const COMPLETIONS: [(&str, &str); 3] =
    [("bash", "quarterdeck.bash"), ("zsh", "_quarterdeck"), ("fish", "quarterdeck.fish")];

/// Writes target/dist.
pub(crate) fn run(options: &Options) -> Done {
    let out = root().join("target/dist");
    let _ = fs::remove_dir_all(&out);
    for (shell, name) in COMPLETIONS {
        let text = run::output(program(&options.program).args(["completions", shell]))?;
        write(&out.join("completions").join(name), text.as_bytes())?;
    }
    let man = out.join("man");
    run::run(program(&options.program).arg("man").arg("--out").arg(&man))?;
    for entry in fs::read_dir(&man).map_err(|e| format!("{}: {e}", man.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let plain = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        write(&path.with_added_extension("gz"), &packed(&plain)?)?;
        fs::remove_file(&path).map_err(|e| e.to_string())?;
    }
    eprintln!("{}", out.display());
    Ok(())
}

/// The same bytes each time: no name and no time in the head.
fn packed(plain: &[u8]) -> Done<Vec<u8>> {
    let mut gz = GzBuilder::new().write(Vec::new(), Compression::best());
    gz.write_all(plain).and_then(|()| gz.finish()).map_err(|e| e.to_string())
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Done {
    let error = |e: std::io::Error| format!("{}: {e}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(error)?;
    }
    fs::write(path, bytes).map_err(error)
}
