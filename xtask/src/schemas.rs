//! `schemas`: writes the JSON Schemas of the wire format beside the model; a test there keeps them true.

use crate::run::{Done, root};

/// Writes every schema to `model/schemas/`.
pub(crate) fn run() -> Done {
    let folder = root().join("model/schemas");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for (name, text) in quarterdeck_model::wire::schemas() {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        eprintln!("wrote {}", path.display());
    }
    Ok(())
}
