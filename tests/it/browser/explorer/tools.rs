//! The explorer's tools in real browsers: chart, comparison, percentiles, exports, saved views, files of one's own.
