//! What makes a finding the same one in the next run: rule, file and message, not the line, which moves.

use quarterdeck_model::payload::Finding;
use std::collections::BTreeMap;

/// The identity before equal ones are told apart.
pub(crate) fn of(tool: &str, rule: &str, path: &str, message: &str) -> String {
    // FNV-1a, 64 bits (Fowler, Noll, Vo): stable across runs and machines, and nothing secret depends on it.
    let parts = [tool, rule, path, message];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Numbers equal identities in line order: the second of the same kind in a file is `…-1`.
pub(crate) fn tell_apart(items: &mut [Finding]) {
    items.sort_by(|a, b| (&a.identity, a.line).cmp(&(&b.identity, b.line)));
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for item in items {
        let ordinal = seen.entry(item.identity.clone()).or_default();
        if *ordinal > 0 {
            item.identity = format!("{}-{ordinal}", item.identity);
        }
        *ordinal += 1;
    }
}
