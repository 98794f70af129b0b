//! Maps from the ids of records: a journal of a hundred thousand events asks for each of them several times.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use super::id::RecordId;

/// A map from the ids of records.
pub type ById<V> = HashMap<RecordId, V, IdHashes>;

/// Keys that nobody outside knows: a journal may come from someone else, and must not be able to choose ids that
/// all fall into one place.
#[derive(Clone, Debug)]
pub struct IdHashes {
    keys: [u64; 2],
}

impl Default for IdHashes {
    fn default() -> Self {
        // Random for each process, and another pair for each map.
        let random = RandomState::new();
        IdHashes {
            keys: [random.hash_one(0), random.hash_one(1)],
        }
    }
}

impl BuildHasher for IdHashes {
    type Hasher = IdHasher;

    fn build_hasher(&self) -> IdHasher {
        IdHasher {
            keys: self.keys,
            hash: 0,
        }
    }
}

/// Multiplies the two halves of an id, each mixed with a key, to twice their width, and folds the product.
#[derive(Debug)]
pub struct IdHasher {
    keys: [u64; 2],
    hash: u64,
}

impl Hasher for IdHasher {
    fn write_u128(&mut self, id: u128) {
        let [high, low] = [(id >> 64) as u64, id as u64];
        let product = u128::from(high ^ self.keys[0] ^ self.hash) * u128::from(low ^ self.keys[1]);
        self.hash = (product >> 64) as u64 ^ product as u64;
    }

    /// Ids come as one number; whatever else is hashed comes in pieces.
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(16) {
            let mut number = [0; 16];
            number[..piece.len()].copy_from_slice(piece);
            self.write_u128(u128::from_le_bytes(number));
        }
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::Uuid;

    use super::*;

    #[test]
    fn ids_that_are_alike_fall_apart() {
        let hashes = IdHashes::default();
        let minted = 0x018f_3c6e_5b2a_7c11_9d40_0000_0000_0000_u128;
        let alike = (0..4096).flat_map(|n: u128| [minted + n, minted + (n << 64), minted + (n << 48)]);
        let alike: HashSet<u128> = alike.collect();
        for place in [|hash: u64| hash >> 57, |hash: u64| hash & 0xff] {
            let of = |id: &u128| place(hashes.hash_one(RecordId::new(Uuid::from_u128(*id))));
            let places: HashSet<u64> = alike.iter().map(of).collect();
            assert!(places.len() >= 100, "only {} places", places.len());
        }
    }

    #[test]
    fn every_map_has_keys_of_its_own() {
        let id = RecordId::new(Uuid::from_u128(7));
        assert_ne!(IdHashes::default().hash_one(id), IdHashes::default().hash_one(id));
    }
}
