//! What is inside the program and the dashboard that it carries, as CycloneDX 1.5 (<https://cyclonedx.org/docs/1.5/json/>).
//!
//! From cargo's own resolution for this machine and for the browser: names, versions, licences, checksums of the lock file
//! and who needs whom. No path and no time, so the same commit gives the same list anywhere.

use crate::run::{Done, root};
use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The program, and what runs in the reader's browser: root package and platform.
const ROOTS: [(&str, Option<&str>); 2] =
    [("quarterdeck", None), ("quarterdeck-dashboard-wasm", Some("wasm32-unknown-unknown"))];

/// Writes target/dist/quarterdeck.cdx.json; `host` is the triple of the program.
pub(super) fn write(host: &str) -> Done {
    let bill = bill(host)?;
    let text = serde_json::to_string_pretty(&bill).map_err(|e| e.to_string())?;
    super::dist::write(&root().join("target/dist/quarterdeck.cdx.json"), format!("{text}\n").as_bytes())
}

fn bill(host: &str) -> Done<Value> {
    let sums = checksums()?;
    let mut inside = Inside::default();
    for (name, platform) in ROOTS {
        inside.add(&metadata(platform.unwrap_or(host))?, name)?;
    }
    inside.bill(&sums)
}

fn metadata(platform: &str) -> Done<Metadata> {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).features(CargoOpt::SomeFeatures(Vec::new()));
    command.other_options(["--locked", "--filter-platform", platform].map(str::to_owned));
    command.exec().map_err(|e| format!("cargo metadata: {e}"))
}

/// SHA-256 of each package that a registry gave, by name and version.
fn checksums() -> Done<BTreeMap<(String, String), String>> {
    let path = root().join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut all = BTreeMap::new();
    for entry in text.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let found = entry.lines().find_map(|line| line.strip_prefix(&format!("{name} = ")));
            found.map(|value| value.trim_matches('"').to_owned())
        };
        if let (Some(name), Some(version), Some(sum)) = (field("name"), field("version"), field("checksum")) {
            all.insert((name, version), sum);
        }
    }
    Ok(all)
}

/// Packages with what each needs, by reference.
#[derive(Default)]
struct Inside {
    packages: BTreeMap<String, Package>,
    needs: BTreeMap<String, BTreeSet<String>>,
}

impl Inside {
    /// All that `name` needs when it runs; not what builds or tests it.
    fn add(&mut self, metadata: &Metadata, name: &str) -> Done {
        let resolve = metadata.resolve.as_ref().ok_or("cargo metadata resolves nothing")?;
        let by_id: BTreeMap<&PackageId, &Package> = metadata.packages.iter().map(|p| (&p.id, p)).collect();
        let first = metadata.packages.iter().find(|p| p.name == name).ok_or("a root package is missing")?;
        let mut open = vec![&first.id];
        while let Some(id) = open.pop() {
            let (Some(package), Some(node)) =
                (by_id.get(id), resolve.nodes.iter().find(|node| &node.id == id))
            else {
                continue;
            };
            let runs =
                node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal));
            let needed: Vec<&PackageId> = runs.map(|dep| &dep.pkg).collect();
            let names = needed.iter().filter_map(|id| by_id.get(id)).map(|package| reference(package));
            self.needs.entry(reference(package)).or_default().extend(names);
            if self.packages.insert(reference(package), (*package).clone()).is_none() || id == &first.id {
                open.extend(needed);
            }
        }
        Ok(())
    }

    fn bill(&self, sums: &BTreeMap<(String, String), String>) -> Done<Value> {
        let program = self.packages.values().find(|p| p.name == ROOTS[0].0).ok_or("no program")?;
        let own = reference(program);
        let others = self.packages.iter().filter(|(reference, _)| **reference != own);
        let components: Vec<Value> = others.map(|(_, package)| component(package, sums)).collect();
        let dependencies =
            self.needs.iter().map(|(reference, needs)| json!({"ref": reference, "dependsOn": needs}));
        Ok(json!({
            "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"component": {
                "type": "application", "bom-ref": own, "name": program.name.as_str(),
                "version": program.version.to_string(), "licenses": [{"expression": program.license}],
            }},
            "components": components,
            "dependencies": dependencies.collect::<Vec<_>>(),
        }))
    }
}

/// The package URL (<https://github.com/package-url/purl-spec>), which also serves as its name within the list.
fn reference(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version).replace('+', "%2B")
}

fn component(package: &Package, sums: &BTreeMap<(String, String), String>) -> Value {
    let key = (package.name.to_string(), package.version.to_string());
    let mut component = json!({
        "type": "library", "bom-ref": reference(package), "purl": reference(package),
        "name": package.name.as_str(), "version": key.1,
    });
    // Old packages write `MIT/Apache-2.0`, which SPDX calls `OR`.
    if let Some(licence) = &package.license {
        component["licenses"] = json!([{"expression": licence.replace('/', " OR ")}]);
    }
    if let Some(sum) = sums.get(&key) {
        component["hashes"] = json!([{"alg": "SHA-256", "content": sum}]);
    }
    component
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "these are tests")]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::path::Path;
    use std::process::{Command, Stdio};

    #[test]
    fn it_lists_what_runs_and_nothing_else_and_every_need_is_listed() {
        let bill = bill("x86_64-unknown-linux-gnu").unwrap();
        let own = bill["metadata"]["component"]["bom-ref"].as_str().unwrap();
        let listed: BTreeSet<&str> =
            bill["components"].as_array().unwrap().iter().filter_map(|c| c["bom-ref"].as_str()).collect();
        let name =
            |name: &str| listed.iter().any(|reference| reference.starts_with(&format!("pkg:cargo/{name}@")));
        for inside in ["serde_json", "quarterdeck-analysis", "tera", "yew", "quarterdeck-dashboard-wasm"] {
            assert!(name(inside), "{inside} is inside");
        }
        for outside in ["criterion", "thirtyfour", "cc", "xtask"] {
            assert!(!name(outside), "{outside} is not");
        }
        for entry in bill["dependencies"].as_array().unwrap() {
            let needs = entry["dependsOn"].as_array().unwrap().iter();
            for reference in needs.chain([&entry["ref"]]).map(|r| r.as_str().unwrap()) {
                assert!(reference == own || listed.contains(reference), "{reference}");
            }
        }
        for component in bill["components"].as_array().unwrap() {
            assert!(component["licenses"].is_array(), "{component}");
            let ours = component["name"].as_str().unwrap().starts_with("quarterdeck");
            assert!(ours || component["hashes"].is_array(), "{component}");
        }
    }

    /// CycloneDX's own schema, which their library for Python carries.
    const VALIDATOR: &str = "
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
found = JsonStrictValidator(SchemaVersion.V1_5).validate_str(sys.stdin.read())
sys.exit(0 if found is None else str(found.data.message))
";

    #[test]
    fn it_fits_the_schema_of_cyclonedx() {
        let python = root().join("target/tools/bin/python");
        let known =
            Command::new(&python).args(["-c", "import cyclonedx.validation.json, jsonschema"]).output();
        if !known.is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: no cyclonedx-python-lib[json-validation] in target/tools");
            return;
        }
        let good = bill("x86_64-unknown-linux-gnu").unwrap();
        assert_eq!(validated(&python, &good), "");
        let mut bad = good;
        bad["components"][0]["hashes"] = json!([{"alg": "SHA-256", "content": "short"}]);
        assert!(validated(&python, &bad).contains("short"), "the validator looks");
    }

    fn validated(python: &Path, bill: &Value) -> String {
        let mut check = Command::new(python);
        check.args(["-c", VALIDATOR]).stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut child = check.spawn().unwrap();
        child.stdin.take().unwrap().write_all(bill.to_string().as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap()
    }
}
