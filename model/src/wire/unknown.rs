//! What a newer minor version wrote beyond this one: carried along, and written back.

use super::tree::Tree;

/// Fields of a newer minor version that this version does not know, kept so that a rewrite loses nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unknown {
    minor: Option<u32>,
    fields: Vec<(String, Tree)>,
}

impl Unknown {
    /// The newer minor version of the file, if it was newer.
    pub fn minor(&self) -> Option<u32> {
        self.minor
    }

    /// The fields that this version does not know: JSON pointer and value, in the order of the file.
    pub fn fields(&self) -> &[(String, Tree)] {
        &self.fields
    }

    /// What `read` has beyond `known`, which is what this version would write of it.
    pub(super) fn between(minor: u32, read: &Tree, known: &Tree) -> Self {
        let mut fields = Vec::new();
        read.beyond(known, "", &mut fields);
        Self { minor: Some(minor), fields }
    }

    /// Puts the fields back into what is about to be written.
    pub(super) fn restore(&self, tree: &mut Tree) {
        for (pointer, value) in &self.fields {
            tree.insert(pointer, value);
        }
    }
}
