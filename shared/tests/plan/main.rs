//! The yearly plan (K01, K03): parameters, tree, machine, differences.

#[cfg(test)]
mod params;
