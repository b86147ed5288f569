//! The permission matrix against the document (§4).

#[cfg(test)]
mod document;
#[cfg(test)]
mod matrix;
