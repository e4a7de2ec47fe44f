//! `schemas`: writes the JSON Schemas of the wire format beside the model, and that of `quarterdeck.toml` with the page made
//! from it; tests keep all of them true.

use crate::run::{Done, cargo, root, run as run_program};

/// Writes every schema to `model/schemas/`, then that of the configuration by its own tests, which make it.
pub(crate) fn run() -> Done {
    let folder = root().join("model/schemas");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for (name, text) in quarterdeck_model::wire::schemas() {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        eprintln!("wrote {}", path.display());
    }
    // Those of what a site publishes are made by a test of the structs, and the page by one of the schemas.
    for test in ["api::tests::committed_schemas", "api::tests::the_committed_page"] {
        let mut command = cargo();
        let made = command.args(["test", "--quiet", "--package", "quarterdeck-views", "--lib", test]);
        run_program(made.env("UPDATE_EXPECT", "1"))?;
    }
    // The schema of the configuration is compiled into the program, and the page is made from it: hence one after the other.
    for test in ["config::schema::made::the_committed_schema", "config::schema::page::the_committed_page"] {
        let mut command = cargo();
        let made =
            command.args(["test", "--quiet", "--package", "quarterdeck", "--bin", "quarterdeck", test]);
        run_program(made.env("UPDATE_EXPECT", "1"))?;
    }
    Ok(())
}
