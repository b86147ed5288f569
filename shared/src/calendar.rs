//! Work calendar (K43).
