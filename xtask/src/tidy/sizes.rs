//! Files and functions stay small enough to be read in one go.

use super::sources::Source;
use syn::spanned::Spanned as _;
use syn::visit::Visit;

/// Most lines of a file.
const FILE: usize = 300;
/// Most lines of a function.
const FUNCTION: usize = 45;

/// Files that may be longer, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];
/// Functions that may be longer, each with its reason.
const LONG_FUNCTIONS: &[(&str, &str)] = &[
    (
        "views/tests/pages/content.rs:the_overview_tells_what_fails_and_why",
        "a table of what must be on the page",
    ),
    (
        "views/tests/pages/content.rs:a_permalink_holds_everything_in_the_snapshot",
        "a table of what must be on the page",
    ),
];

/// Files and functions over the limit.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(|source| file(source).into_iter().chain(functions(source))).collect()
}

fn file(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    let excused = LONG_FILES.iter().any(|(path, _)| *path == source.path);
    (lines > FILE && !excused)
        .then(|| format!("{}: {lines} lines, at most {FILE}: it is probably two rooms", source.path))
}

fn functions(source: &Source) -> Vec<String> {
    let mut finder = Finder { path: &source.path, long: Vec::new() };
    finder.visit_file(&source.syntax);
    finder.long
}

struct Finder<'a> {
    path: &'a str,
    long: Vec<String>,
}

impl Finder<'_> {
    fn look(&mut self, name: &syn::Ident, block: &syn::Block) {
        let span = block.span();
        let (first, last) = (span.start().line, span.end().line);
        let lines = last - first + 1;
        let excused = LONG_FUNCTIONS.iter().any(|(place, _)| *place == format!("{}:{name}", self.path));
        if lines > FUNCTION && !excused {
            let path = self.path;
            self.long
                .push(format!("{path}: line {first}: function {name} has {lines} lines, at most {FUNCTION}"));
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.look(&item.sig.ident, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.look(&item.sig.ident, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }
}
