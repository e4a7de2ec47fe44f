//! The open class: its file, its lines, and which of its methods were entered.

use crate::coverage::lines::FileLines;
use crate::paths;
use crate::xml::Element;

/// The open class.
pub(super) struct Class {
    name: String,
    file: String,
    /// Its own lines, and those of its methods.
    own: FileLines,
    of_methods: FileLines,
    has_own: bool,
}

/// The open method.
pub(super) struct Method {
    /// Name and signature.
    name: String,
    has_lines: bool,
    entered: bool,
}

impl Method {
    pub(super) fn of(element: &Element) -> Self {
        let part = |name| element.attribute(name).unwrap_or_default();
        Self { name: part("name") + &part("signature"), has_lines: false, entered: false }
    }
}

impl Class {
    pub(super) fn new(name: String, file: String) -> Self {
        let (own, of_methods) = (FileLines::default(), FileLines::default());
        Self { name, file, own, of_methods, has_own: false }
    }

    /// Where a line of the class, or of the open method, goes.
    pub(super) fn lines(&mut self, method: Option<&mut Method>, hit: bool) -> &mut FileLines {
        match method {
            Some(method) => {
                method.has_lines = true;
                method.entered |= hit;
                &mut self.of_methods
            }
            None => {
                self.has_own = true;
                &mut self.own
            }
        }
    }

    /// Counts a method, and tells whether it did: of one without lines nobody knows whether it was entered. Methods of
    /// two classes in one file may have one name.
    pub(super) fn function(&mut self, method: &Method) -> bool {
        if method.has_lines {
            self.own.function(&format!("{}\0{}", self.name, method.name), method.entered);
        }
        method.has_lines
    }

    /// File and lines.
    pub(super) fn finish(mut self) -> (String, FileLines) {
        if !self.has_own {
            self.own.join(self.of_methods);
        }
        (self.file, self.own)
    }
}

/// The path of a file. Names are relative to the one source; which of several they are relative to is not said, and
/// cutting several off would make one file of two.
pub(super) fn placed(file: &str, sources: &[String], roots: &[String]) -> String {
    let file = file.replace('\\', "/");
    let [source] = sources else { return paths::normalised(&file, roots) };
    if !paths::is_absolute(&file) {
        let folder = paths::normalised(source, roots);
        let known = !folder.is_empty() && !paths::is_absolute(&folder);
        return paths::normalised(&if known { format!("{folder}/{file}") } else { file }, roots);
    }
    let inside = paths::normalised(&file, roots);
    if paths::is_absolute(&inside) { paths::normalised(&file, std::slice::from_ref(source)) } else { inside }
}
