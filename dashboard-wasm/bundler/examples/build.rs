//! Builds the bundle into a folder and prints its sizes: `cargo run -p quarterdeck-dashboard-bundler --example build -- OUT [TARGET_DIR] [PROFILE]`.

use quarterdeck_dashboard_bundler::{Options, build};
use std::env;
use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(text) => match writeln!(stdout(), "{text}") {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(4),
        },
        Err(text) => {
            let _ = writeln!(std::io::stderr(), "{text}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let mut args = env::args_os().skip(1);
    let out = args.next().ok_or("name the folder to write to")?;
    let target = args.next().unwrap_or_else(|| "target/dashboard".into());
    let mut options = Options::new(target);
    options.show_progress = true;
    if let Some(profile) = args.next() {
        options.profile = profile.to_string_lossy().into_owned();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().map_err(|e| e.to_string())?;
    let bundle = build(&root, Path::new(&out), &options).map_err(|e| e.to_string())?;
    let [glue, program] = bundle.first;
    let mut lines = vec![format!(
        "stamp {}; gzipped: glue {}, program {} (together {}), its rest {}",
        bundle.stamp,
        glue.gzipped,
        program.gzipped,
        glue.gzipped + program.gzipped,
        bundle.rest.gzipped
    )];
    lines.extend(bundle.files.iter().map(|f| format!("{:>9}  {}", f.bytes.len(), f.name)));
    Ok(lines.join("\n"))
}
