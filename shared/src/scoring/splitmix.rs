//! SplitMix64, the generator of the simulation (§5.10): the same stream on every machine.

/// The generator and its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// A stream from a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// The next number in [0, 1): the upper 53 bits times 2⁻⁵³.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit an f64 exactly")]
    pub fn next_unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Two independent standard normal numbers (Box–Muller), from two numbers of the stream.
    pub fn next_normals(&mut self) -> (f64, f64) {
        let radius = (-2.0 * (1.0 - self.next_unit()).ln()).sqrt();
        let (sin, cos) = (core::f64::consts::TAU * self.next_unit()).sin_cos();
        (radius * cos, radius * sin)
    }
}
