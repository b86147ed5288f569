//! The yearly plan and what units promise under it (K03–K05; §3.1, §3.2).

pub mod point;
