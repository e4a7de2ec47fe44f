//! Every format of chaos results that is read.

use crate::format::Format;

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[];
