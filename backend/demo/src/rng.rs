//! [`Rng`]: SplitMix64, the generator of §5.10, one independent stream for each (seed, entity, index).

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of pseudo-random numbers that is the same on every machine.
#[derive(Debug, Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    /// The stream that starts at `state`.
    pub fn new(state: u64) -> Self {
        Self(state)
    }

    /// The stream of the `index`-th row of `entity`: no row's values depend on how many rows came before it.
    pub fn of(seed: u64, entity: &str, index: u64) -> Self {
        let key = Self::new(seed).next() ^ fnv(entity);
        Self::new(Self::new(key).next() ^ index.wrapping_mul(GOLDEN))
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u128::from(high.saturating_sub(low)) + 1;
        let offset = (u128::from(self.next()) * span) >> 64;
        low + u32::try_from(offset).unwrap_or(0)
    }

    /// True in `percent` of a hundred draws.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.place(items.len()))
    }

    /// Puts the items into another order (Fisher–Yates), so that quotas hold and places vary.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.place(last + 1);
            items.swap(last, other);
        }
    }

    fn place(&mut self, len: usize) -> usize {
        let last = u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX);
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }
}

/// FNV-1a, to turn an entity's name into a number.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_of_the_default_seed_are_those_of_the_specification() {
        let mut rng = Rng::new(20_220_101);
        let first = [rng.next(), rng.next(), rng.next()];
        assert_eq!(
            first,
            [
                0xba11_d758_79b5_1069,
                0x2917_25ca_206d_39ae,
                0xcf18_b7b4_4ac3_4a82
            ]
        );
    }

    #[test]
    fn streams_of_different_rows_differ_and_repeat() {
        let draw = |entity, index| Rng::of(7, entity, index).next();
        assert_eq!(draw("org", 3), draw("org", 3));
        assert_ne!(draw("org", 3), draw("org", 4));
        assert_ne!(draw("org", 3), draw("person", 3));
    }

    #[test]
    fn numbers_stay_within_their_bounds_and_reach_both_ends() {
        let mut rng = Rng::new(1);
        let drawn: Vec<u32> = (0..500).map(|_| rng.between(3, 6)).collect();
        assert!(drawn.iter().all(|n| (3..=6).contains(n)));
        assert!(drawn.contains(&3) && drawn.contains(&6));
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<u32> = (0..50).collect();
        Rng::new(2).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
