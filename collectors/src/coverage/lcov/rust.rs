//! Instances of generic functions of Rust: rustc compiles one function many times, and LLVM lists every instance.
//!
//! A function is entered when one of its instances is, so those that begin in one line are one function, as they are in
//! LLVM's own count of functions. Elsewhere two functions may begin in one line, and names tell them apart.

/// Whether the name is one that rustc mangles: `_R…` (RFC 2603), or before it `_ZN…17h` and sixteen hexadecimal digits.
pub(super) fn is_mangled(name: &str) -> bool {
    let new = name.strip_prefix("_R").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    let old = || {
        let hash = name
            .strip_prefix("_ZN")
            .and_then(|rest| rest.strip_suffix('E'))
            .and_then(|n| n.rsplit_once("17h"));
        hash.is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    new || old()
}

#[cfg(test)]
mod tests {
    use super::is_mangled;

    #[test]
    fn only_names_of_rust_are_told() {
        assert!(is_mangled("_RINvNtCsg6p5MWRMINA_6semver7display3padppEB4_"));
        assert!(is_mangled("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE"));
        for name in ["main", "_ZN5boost6system9to_stringE", "_ZN1a17hE", "_Rx", "", "_start"] {
            assert!(!is_mangled(name), "{name}");
        }
    }
}
