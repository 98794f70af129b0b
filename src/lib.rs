//! hotwash.
