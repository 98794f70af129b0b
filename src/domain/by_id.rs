//! Maps from the ids of records: a journal of a hundred thousand events asks for each of them several times.

use std::collections::HashMap;

use super::id::RecordId;

/// A map from the ids of records. Its hashes are quick for ids, which come as one number, and seeded anew for each map: a
/// journal may come from someone else, who must not be able to choose ids that all fall into one place.
pub type ById<V> = HashMap<RecordId, V, foldhash::quality::RandomState>;
