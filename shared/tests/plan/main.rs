//! The yearly plan (K01, K03): parameters, tree, machine, differences, regulations.

#[cfg(test)]
mod differences;
#[cfg(test)]
mod machine;
#[cfg(test)]
mod params;
#[cfg(test)]
mod regulation;
#[cfg(test)]
mod tree;
