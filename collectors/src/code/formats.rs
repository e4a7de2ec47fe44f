//! Every format of code measurements that is read.

use crate::format::Format;

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[];
